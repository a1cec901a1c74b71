// The work of one sitting: the task in hand, the one after it already leased and its media decoded, leases kept alive.
// It decides nothing about drawing and nothing about saving drafts.
import type { NextWanted, Submission } from '@client/queries/assignments'
import type { Bundle, Feedback, Id, NextTask, Test } from '@client/types'

/** What the work needs of the world. */
export interface WorkPorts {
  next(wanted: NextWanted): Promise<NextTask>
  /**
   * Takes an answer for good: `kept` once it cannot be lost here, `arrived` once the server has answered or cannot be
   * reached, with what it said of the answer.
   */
  handIn(
    bundle: Bundle,
    submission: Submission,
  ): { readonly kept: Promise<void>; readonly arrived: Promise<Feedback | null> }
  skip(assignment: Id, reason: string): Promise<unknown>
  /** Gives a lease back; `leaving` says that the page is about to go. */
  release(assignment: Id, leaving: boolean): Promise<unknown>
  heartbeat(assignment: Id): Promise<unknown>
  /** Called with the address of media that will be shown soon. */
  prefetch(urls: readonly string[]): void
  now(): number
}

export type WorkState =
  | { readonly phase: 'loading' }
  | { readonly phase: 'working'; readonly bundle: Bundle; readonly since: number; readonly leaseLost: boolean }
  /** What an answer was worth, before the next task is shown. */
  | { readonly phase: 'told'; readonly bundle: Bundle; readonly feedback: Feedback }
  /** A round of training or of qualifying has ended. */
  | { readonly phase: 'over'; readonly round: Test['kind'] }
  | { readonly phase: 'empty'; readonly reason: string; readonly message: string }
  | { readonly phase: 'failed'; readonly error: unknown }

/** How long an answer that was handed in by itself can be taken back. */
export const HOLD_MS = 5000

interface Held {
  readonly bundle: Bundle
  readonly submission: Submission
  readonly onFault: (error: unknown) => void
  readonly timer: ReturnType<typeof setTimeout>
}

/** How many tasks are leased ahead, so that work goes on while the network is away for a moment. */
const AHEAD = 2

export class Work {
  private state: WorkState = { phase: 'loading' }
  private ahead: readonly Bundle[] = []
  /** Tasks whose answers are on their way: the queue may still think that they are ours to do. */
  private readonly onTheWay = new Set<Id>()
  private looking = false
  private listeners = new Set<() => void>()
  private timer: ReturnType<typeof setInterval> | undefined
  /** What was said of answers and has not been shown yet. */
  private untold: readonly { readonly bundle: Bundle; readonly feedback: Feedback }[] = []
  /** The round that has ended, until that is shown. */
  private over: Test['kind'] | null = null
  /** Whether something was done in the task in hand. */
  private begun = false
  /** An answer that is on its way as far as one sees, and can still be taken back. */
  private held: Held | null = null
  private ended = false
  /** How many answers were handed in since the page was opened. */
  done = 0

  constructor(
    private readonly ports: WorkPorts,
    private readonly stage: number | 'judging' | undefined,
  ) {}

  readonly getState = (): WorkState => this.state

  /** The item whose answer can still be taken back; null where there is none. */
  readonly getHeld = (): string | null => this.held?.bundle.item.name ?? null

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Opens a task by its id, or the next one of the queue. */
  async start(task?: Id): Promise<void> {
    this.set({ phase: 'loading' })
    try {
      const found = await this.ports.next(task === undefined ? this.wanted() : { task_id: task })
      if (this.ended || !this.isLoading) return void (found.bundle && this.giveBack(found.bundle))
      if (found.bundle) this.take(found.bundle)
      else this.set({ phase: 'empty', reason: found.reason ?? '', message: found.message ?? '' })
    } catch (error) {
      if (this.isLoading) this.set({ phase: 'failed', error })
    }
  }

  /** Hands the answer in and shows the next task at once where it is here already. */
  async submit(submission: Submission): Promise<void> {
    const bundle = this.bundle
    if (!bundle) return
    if (bundle.test) return this.submitTest(bundle, bundle.test, submission)
    this.letGo()
    const { kept } = this.handIn(bundle, submission)
    this.done += 1
    this.goOn()
    await kept
  }

  /** In a test, what comes next depends on the answer. */
  private async submitTest(bundle: Bundle, { kind, n, of }: Test, submission: Submission): Promise<void> {
    if (this.onTheWay.has(bundle.task.id)) return
    this.letGo()
    const { kept, arrived } = this.handIn(bundle, submission)
    await kept
    await arrived
    this.done += 1
    if (n >= of) this.over = kind
    if (!this.ended) this.goOn()
  }

  /** Shows what comes after what was told: more of it, the end of a round, the next task. */
  goOn(): void {
    const [told, ...later] = this.untold
    this.untold = later
    if (told) {
      this.set({ phase: 'told', ...told })
      return void this.lookAhead()
    }
    const round = this.over
    this.over = null
    if (round) return this.set({ phase: 'over', round })
    const [first, ...rest] = this.ahead
    this.ahead = rest
    if (first) this.take(first)
    else void this.start()
  }

  /** The person works on: the answer before is not wanted back, and nothing comes between them and this task. */
  begin(): void {
    this.letGo()
    this.begun = true
  }

  /**
   * Shows the next task as `submit` does, but keeps the answer here for a while, in which `takeBack` brings the task back.
   * It goes out earlier when it is let go, or when the next answer or the end of the sitting comes first.
   */
  submitLater(submission: Submission, onFault: (error: unknown) => void): void {
    const bundle = this.bundle
    if (!bundle) return
    if (bundle.test) return void this.submit(submission).catch(onFault)
    this.letGo()
    this.held = { bundle, submission, onFault, timer: setTimeout(() => this.letGo(), HOLD_MS) }
    this.onTheWay.add(bundle.task.id)
    this.done += 1
    this.goOn()
  }

  /**
   * Brings back the task whose answer is still here, as it was answered; what was shown since comes next again. What was
   * saved of the draft since the task came is in the journal, which knows better than the old revision told here.
   */
  takeBack(): void {
    if (!this.held) return
    const { bundle, submission, timer } = this.held
    clearTimeout(timer)
    this.held = null
    this.onTheWay.delete(bundle.task.id)
    this.done -= 1
    if (this.bundle) this.ahead = [this.bundle, ...this.ahead]
    const draft = { revision: bundle.draft?.revision ?? 0, annotations: submission.annotations }
    this.take({ ...bundle, draft })
  }

  /** Hands in for good what could be taken back until now. */
  letGo(): void {
    if (!this.held) return
    const { bundle, submission, onFault, timer } = this.held
    clearTimeout(timer)
    this.held = null
    this.handIn(bundle, submission).kept.catch(onFault)
    this.tell()
  }

  async skip(reason: string): Promise<void> {
    const bundle = this.bundle
    if (!bundle) return
    await this.ports.skip(bundle.assignment.id, reason)
    this.goOn()
  }

  /** Ends the task in hand in another way, and shows the next. */
  async endBy(end: (assignment: Id) => Promise<unknown>): Promise<void> {
    const bundle = this.bundle
    if (!bundle) return
    await end(bundle.assignment.id)
    this.goOn()
  }

  /** Ends the sitting: what was leased ahead goes back to the queue. */
  end(): void {
    this.letGo()
    this.ended = true
    clearInterval(this.timer)
    this.giveBackAhead(false)
  }

  /** The page is about to go, perhaps for good: the task in hand stays ours, what was leased ahead does not. */
  pause(): void {
    this.letGo()
    this.ended = true
    this.giveBackAhead(true)
  }

  /** The page came back after all. */
  resume(): void {
    this.ended = false
    void this.lookAhead()
  }

  private get bundle(): Bundle | null {
    return this.state.phase === 'working' ? this.state.bundle : null
  }

  /** How many tasks may be leased ahead now. A test goes step by step. */
  private get room(): number {
    if (this.bundle) return this.bundle.test ? 0 : AHEAD
    return this.state.phase === 'told' && !this.over ? 1 : 0
  }

  private get isLoading(): boolean {
    return this.state.phase === 'loading'
  }

  private handIn(bundle: Bundle, submission: Submission): { kept: Promise<void>; arrived: Promise<void> } {
    const { id } = bundle.task
    const { kept, arrived } = this.ports.handIn(bundle, submission)
    this.onTheWay.add(id)
    const heard = arrived
      .finally(() => this.onTheWay.delete(id))
      .then((feedback) => feedback && this.hear(bundle, feedback))
    return { kept, arrived: heard.then(() => undefined) }
  }

  /** Shows what was said of an answer: at once, or when the task that was begun meanwhile is done. */
  private hear(bundle: Bundle, feedback: Feedback): void {
    // What was right in a qualification is told at its end, all of it together.
    if (bundle.test?.kind === 'qualify') return
    this.untold = [...this.untold, { bundle, feedback }]
    if (this.ended || this.begun || this.state.phase === 'told' || this.bundle === bundle) return
    if (this.bundle) this.ahead = [this.bundle, ...this.ahead]
    this.goOn()
  }

  private take(bundle: Bundle): void {
    this.begun = false
    this.set({ phase: 'working', bundle, since: this.ports.now(), leaseLost: false })
    this.keepAlive(bundle)
    void this.lookAhead()
  }

  private async lookAhead(): Promise<void> {
    if (this.looking) return
    this.looking = true
    try {
      while (!this.ended && this.ahead.length < this.room) {
        const { bundle, reason, message } = await this.ports.next(this.wanted())
        if (!bundle && reason === 'paused') this.stop(reason, message ?? '')
        if (!bundle) break
        if (this.ended) this.giveBack(bundle)
        else if (!this.holds(bundle.task.id)) {
          this.ahead = [...this.ahead, bundle]
          this.prefetch([bundle.item])
        }
      }
    } catch {
      // Looking ahead only saves time; the next submit asks again and says what is wrong.
    } finally {
      this.looking = false
    }
  }

  /** The work has been stopped: what was held went back to the queue. */
  private stop(reason: string, message: string): void {
    this.ahead = []
    clearInterval(this.timer)
    this.set({ phase: 'empty', reason, message })
  }

  private holds(task: Id): boolean {
    return [this.bundle, ...this.ahead].some((bundle) => bundle?.task.id === task)
  }

  private keepAlive(bundle: Bundle): void {
    clearInterval(this.timer)
    this.timer = setInterval(() => {
      for (const one of [this.bundle, ...this.ahead]) if (one) void this.beat(one)
    }, bundle.assignment.heartbeat_s * 1000)
  }

  private async beat(bundle: Bundle): Promise<void> {
    try {
      await this.ports.heartbeat(bundle.assignment.id)
    } catch (error) {
      if (!isConflict(error)) return
      this.ahead = this.ahead.filter((one) => one !== bundle)
      if (this.state.phase === 'working' && this.state.bundle === bundle) this.set({ ...this.state, leaseLost: true })
    }
  }

  private giveBackAhead(leaving: boolean): void {
    this.ahead.forEach((bundle) => this.giveBack(bundle, leaving))
    this.ahead = []
  }

  private giveBack(bundle: Bundle, leaving = false): void {
    // A lease that cannot be given back ends by itself.
    this.ports.release(bundle.assignment.id, leaving).catch(() => undefined)
  }

  private prefetch(items: readonly { readonly media: string; readonly media_url: string | null }[]): void {
    this.ports.prefetch(items.flatMap(({ media, media_url: url }) => (media === 'image' && url !== null ? [url] : [])))
  }

  private wanted(): NextWanted {
    const held = [this.bundle, ...this.ahead].flatMap((bundle) => (bundle ? [bundle.task.id] : []))
    const exclude = [...held, ...this.onTheWay]
    return {
      exclude,
      ...(this.stage === undefined ? {} : this.stage === 'judging' ? { judging: true } : { stage: this.stage }),
    }
  }

  private set(state: WorkState): void {
    this.state = state
    this.tell()
  }

  private tell(): void {
    this.listeners.forEach((listener) => listener())
  }
}

/** The server says the lease is no longer ours; anything else may be the network's fault. */
function isConflict(error: unknown): boolean {
  const status = (error as { status?: unknown }).status
  return status === 409 || status === 404
}
