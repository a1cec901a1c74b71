/**
 * Asks one question after the other. What is being thought about is let finish, so that a moving pointer sees answers;
 * of the questions that wait only the newest is asked, and those whose answer is owed.
 */
import type { Item } from '../model'
import { Stopped, type Thinker } from './thinking'
import type { Found, Question } from './types'

export interface Ask {
  /** Larger than those before. */
  readonly number: number
  readonly tool: string
  readonly question: Question
  /** Numbers of questions before it that must be answered as well. */
  readonly owed: readonly number[]
}

/** What comes of asking. `share` is how far the thinking is, null where none is under way. */
export type News =
  | { readonly type: 'found'; readonly number: number; readonly found: Found }
  | { readonly type: 'failed'; readonly number: number; readonly problem: string }
  | { readonly type: 'thinking'; readonly share: number | null }

export class Asking {
  #running: AbortController | null = null
  #waiting: readonly Ask[] = []

  constructor(
    readonly thinker: Thinker,
    readonly item: () => Item,
    readonly hear: (news: News) => void,
  ) {}

  ask(ask: Ask): void {
    this.#waiting = [...this.#waiting.filter(({ number }) => ask.owed.includes(number)), ask]
    if (!this.#running) void this.#work()
  }

  /** Forgets what was asked. */
  stop(): void {
    this.#waiting = []
    this.#running?.abort()
    this.#running = null
    this.hear({ type: 'thinking', share: null })
  }

  async #work(): Promise<void> {
    const running = new AbortController()
    this.#running = running
    const isCurrent = (): boolean => this.#running === running
    while (isCurrent()) {
      const [ask, ...rest] = this.#waiting
      if (!ask) break
      this.#waiting = rest
      this.hear({ type: 'thinking', share: 0 })
      const news = await this.#answer(ask, running.signal)
      if (isCurrent() && news) this.hear(news)
    }
    if (!isCurrent()) return
    this.#running = null
    this.hear({ type: 'thinking', share: null })
  }

  async #answer({ number, tool, question }: Ask, signal: AbortSignal): Promise<News | null> {
    const progress = (share: number): void => {
      if (!signal.aborted) this.hear({ type: 'thinking', share })
    }
    try {
      return { type: 'found', number, found: await this.thinker.think(this.item(), tool, question, { signal, progress }) }
    } catch (error) {
      if (error instanceof Stopped) return null
      if (!(error instanceof Error)) throw error
      return { type: 'failed', number, problem: error.message }
    }
  }
}
