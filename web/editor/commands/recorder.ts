/** Remembers which commands a person ran: the steps of a macro while one is recorded, and the last change. */
import type { Command, Step } from './types'

/** Commands that are not part of what was done: they lead, hold, help or record. */
const PASSING = new Set(['help', 'work', 'review'])

export class Recorder {
  #steps: Step[] | null = null
  #last: Step | null = null
  #depth = 0

  get recording(): boolean {
    return this.#steps !== null
  }

  /** The last command that changed annotations, to be run again. */
  get last(): Step | null {
    return this.#last
  }

  start(): void {
    this.#steps = []
  }

  /** Ends the recording and gives its steps. */
  stop(): readonly Step[] {
    const steps = this.#steps ?? []
    this.#steps = null
    return steps
  }

  /** Runs a command and remembers it where it could run and no other command ran it. */
  during(command: Command, input: unknown, run: () => boolean): boolean {
    const outermost = this.#depth === 0
    this.#depth++
    try {
      const ran = run()
      if (ran && outermost) this.#remember(command, input)
      return ran
    } finally {
      this.#depth--
    }
  }

  /** Runs something that is not remembered. */
  silently(run: () => void): void {
    this.#depth++
    try {
      run()
    } finally {
      this.#depth--
    }
  }

  #remember({ id, group }: Command, input: unknown): void {
    if (PASSING.has(group) || id.startsWith('macro.') || id.startsWith('hold.')) return
    const step = input === undefined ? { id } : { id, input }
    this.#steps?.push(step)
    const repeats = (group === 'edit' || group === 'classes') && !['edit.undo', 'edit.redo', 'edit.repeat'].includes(id)
    if (repeats) this.#last = step
  }
}
