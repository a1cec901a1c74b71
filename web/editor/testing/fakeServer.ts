/** A server and a network for tests of autosave: answers by the rules of the API, and fails as networks do. */
import type { Annotation } from '../model'
import { replayed } from '../sync/rebase'
import type { Clock, SaveReply, SubmitBody, SubmitReply, Transport, WirePatch } from '../sync/ports'

export class FakeServer {
  revision = 0
  annotations: readonly Annotation[] = []
  /** Every answer that counts, by key. */
  readonly answers = new Map<string, SubmitBody>()
  readonly #replies = new Map<string, SaveReply>()

  save(revision: number, patches: readonly WirePatch[], key: string): SaveReply {
    const before = this.#replies.get(key)
    if (before) return before
    if (revision !== this.revision) return { kind: 'stale', revision: this.revision, annotations: this.annotations }
    this.annotations = replayed(this.annotations, patches)
    this.revision++
    const reply: SaveReply = { kind: 'saved', revision: this.revision }
    this.#replies.set(key, reply)
    return reply
  }

  submit(body: SubmitBody, key: string): SubmitReply {
    if (!this.answers.has(key)) this.answers.set(key, body)
    return { kind: 'taken', result: { answer: key } }
  }

  /** Somebody else saves. */
  edit(patch: WirePatch): void {
    this.annotations = replayed(this.annotations, [patch])
    this.revision++
  }
}

export type Fate = 'arrives' | 'lost' | 'reply lost' | 'arrives twice' | 'arrives late'

/** A way to the server with a fate for each request. A late one arrives again after the next request. */
export class FakeNetwork implements Transport {
  late: (() => void)[] = []
  requests = 0

  constructor(
    readonly server: FakeServer,
    public fate: () => Fate = () => 'arrives',
  ) {}

  async save(_: string, revision: number, patches: readonly WirePatch[], key: string): Promise<SaveReply> {
    return this.#carry(() => this.server.save(revision, patches, key), { kind: 'unreachable' })
  }

  async submit(_: string, body: SubmitBody, key: string): Promise<SubmitReply> {
    return this.#carry(() => this.server.submit(body, key), { kind: 'unreachable' })
  }

  async #carry<R>(request: () => R, lost: R): Promise<R> {
    this.requests++
    const waiting = this.late
    this.late = []
    await Promise.resolve()
    switch (this.fate()) {
      case 'lost':
        return lost
      case 'reply lost':
        request()
        return lost
      case 'arrives late':
        this.late.push(() => request())
        return lost
      case 'arrives twice': {
        request()
        return request()
      }
      case 'arrives': {
        const reply = request()
        for (const again of waiting) again()
        return reply
      }
    }
  }
}

/** A clock that stands still until it is told to go on. */
export class FakeClock implements Clock {
  #now = 0
  #timers: { readonly at: number; readonly call: () => void }[] = []

  now(): number {
    return this.#now
  }

  after(milliseconds: number, call: () => void): () => void {
    const timer = { at: this.#now + milliseconds, call }
    this.#timers.push(timer)
    return () => {
      this.#timers = this.#timers.filter((one) => one !== timer)
    }
  }

  /** Lets time pass, and everything happen that falls into it. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds
    await settled()
    for (let next = this.#next(end); next; next = this.#next(end)) {
      this.#now = Math.max(next.at, this.#now)
      this.#timers = this.#timers.filter((one) => one !== next)
      next.call()
      await settled()
    }
    this.#now = end
  }

  #next(end: number): { readonly at: number; readonly call: () => void } | undefined {
    return this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0]
  }
}

/** Lets promises that wait for nothing but each other come to rest. */
export async function settled(): Promise<void> {
  for (let i = 0; i < 60; i++) await Promise.resolve()
}
