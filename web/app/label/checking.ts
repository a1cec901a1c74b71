// Asks what the project's checks say of a draft: a moment after each change, the newest draft only.
import type { Finding } from '@client/queries/checks'
import type { Annotation } from '@editor'

export const WAIT_MS = 300

export interface CheckingOptions {
  readonly draft: () => readonly Annotation[]
  readonly ask: (draft: readonly Annotation[]) => Promise<readonly Finding[]>
  readonly onFindings: (findings: readonly Finding[]) => void
  readonly later: (act: () => void, ms: number) => () => void
}

/** Of two answers that cross on their way the later question's counts. Without an answer what was known stays. */
export class Checking {
  #stop: (() => void) | null = null
  #asked = 0
  #answered: Promise<void> = Promise.resolve()
  #closed = false

  constructor(readonly options: CheckingOptions) {}

  /** The draft has changed. */
  changed(ms = WAIT_MS): void {
    this.#stop?.()
    this.#stop = this.options.later(() => void this.#ask(), ms)
  }

  /** Resolves when the draft as it is now has been looked at, or could not be. */
  settled(): Promise<void> {
    return this.#stop ? this.#ask() : this.#answered
  }

  close(): void {
    this.#closed = true
    this.#stop?.()
    this.#stop = null
  }

  #ask(): Promise<void> {
    this.#stop?.()
    this.#stop = null
    const question = ++this.#asked
    this.#answered = this.options.ask(this.options.draft()).then(
      (findings) => {
        if (question === this.#asked && !this.#closed) this.options.onFindings(findings)
      },
      // The server looks at every answer once more when it is handed in, and says what is wrong then.
      () => undefined,
    )
    return this.#answered
  }
}
