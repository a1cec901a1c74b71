/**
 * Hands answers in. Each is written into the journal with its key before it is sent, and stays there until the server
 * has taken it; the key makes sure that it counts once, however often it is sent.
 */
import type { Clock, Journal, JournalSubmit, SubmitBody, SubmitReply, Transport } from './ports'

const RETRY_FIRST_MS = 2000
const RETRY_LAST_MS = 30_000

export interface SubmitsOptions {
  readonly journal: Journal
  readonly transport: Transport
  readonly clock: Clock
  readonly newKey: () => string
  readonly onState: (state: SubmitsState) => void
}

export interface SubmitsState {
  /** Waiting to be taken, the oldest first. */
  readonly waiting: readonly JournalSubmit[]
  /** The server will not take these; they are kept until somebody decides. */
  readonly refused: readonly { readonly submit: JournalSubmit; readonly message: string }[]
  readonly offline: boolean
}

export class Submits {
  #waiting: JournalSubmit[] = []
  #refused: { readonly submit: JournalSubmit; readonly message: string }[] = []
  #offline = false
  #retryMs = RETRY_FIRST_MS
  #working = false
  #cancelTimer: (() => void) | null = null
  #closed = false
  /** Who waits for the answer to a submit. */
  readonly #callers = new Map<string, (reply: SubmitReply) => void>()

  private constructor(readonly options: SubmitsOptions) {}

  /** Goes on with what the journal holds from before. */
  static async open(options: SubmitsOptions): Promise<Submits> {
    const submits = new Submits(options)
    submits.#waiting = [...(await options.journal.submits())]
    submits.#tell()
    submits.online()
    return submits
  }

  get state(): SubmitsState {
    return { waiting: [...this.#waiting], refused: [...this.#refused], offline: this.#offline }
  }

  /**
   * Keeps an answer, then sends it. `kept` resolves when it can no longer be lost; `reply` with the server's answer,
   * or with `unreachable` as soon as it is clear that it has to wait.
   */
  submit(assignment: string, body: SubmitBody): { readonly kept: Promise<void>; readonly reply: Promise<SubmitReply> } {
    const { journal, clock, newKey } = this.options
    const entry: JournalSubmit = { kind: 'submit', assignment, key: newKey(), body, queuedAt: clock.now() }
    const reply = new Promise<SubmitReply>((resolve) => this.#callers.set(entry.key, resolve))
    const kept = journal.addSubmit(entry).then(() => {
      this.#waiting.push(entry)
      this.#tell()
      this.online()
    })
    return { kept, reply }
  }

  /** Tries at once, such as when the network is back. */
  online(): void {
    this.#cancelTimer?.()
    this.#cancelTimer = null
    if (!this.#working && !this.#closed) void this.#work()
  }

  /** Puts a refused answer back into the queue. */
  retry(key: string): void {
    const found = this.#refused.find(({ submit }) => submit.key === key)
    if (!found) return
    this.#refused = this.#refused.filter((one) => one !== found)
    this.#waiting.push(found.submit)
    this.#tell()
    this.online()
  }

  /** Gives a refused answer up for good. */
  async discard(key: string): Promise<void> {
    const found = this.#refused.find(({ submit }) => submit.key === key)
    if (!found) return
    await this.options.journal.removeSubmit(key)
    this.#refused = this.#refused.filter((one) => one !== found)
    this.#tell()
  }

  close(): void {
    this.#closed = true
    this.#cancelTimer?.()
  }

  /** Sends the oldest until all are taken or the server cannot be reached. */
  async #work(): Promise<void> {
    this.#working = true
    try {
      for (let entry = this.#waiting[0]; entry && !this.#closed; entry = this.#waiting[0]) {
        const reply = await this.options.transport.submit(entry.assignment, entry.body, entry.key)
        if (this.#closed) return
        this.#offline = reply.kind === 'unreachable'
        if (reply.kind === 'unreachable') return this.#wait()
        await this.#answered(entry, reply)
      }
    } finally {
      this.#working = false
    }
  }

  async #answered(entry: JournalSubmit, reply: SubmitReply & { kind: 'taken' | 'refused' }): Promise<void> {
    this.#retryMs = RETRY_FIRST_MS
    if (reply.kind === 'taken') {
      await this.options.journal.removeSubmit(entry.key)
      await this.options.journal.forget(entry.assignment)
    } else {
      this.#refused.push({ submit: entry, message: reply.message })
    }
    this.#waiting = this.#waiting.filter((one) => one !== entry)
    this.#reply(entry.key, reply)
    this.#tell()
  }

  #wait(): void {
    for (const { key } of this.#waiting) this.#reply(key, { kind: 'unreachable' })
    this.#tell()
    this.#cancelTimer = this.options.clock.after(this.#retryMs, () => this.online())
    this.#retryMs = Math.min(this.#retryMs * 2, RETRY_LAST_MS)
  }

  #reply(key: string, reply: SubmitReply): void {
    this.#callers.get(key)?.(reply)
    this.#callers.delete(key)
  }

  #tell(): void {
    if (!this.#closed) this.options.onState(this.state)
  }
}
