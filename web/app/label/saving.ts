// The safe place of this browser: one journal and one queue of answers per person, shared by all pages of the tab.
import { newKey } from '@client/http'
import type { Submission } from '@client/queries/assignments'
import type { Id } from '@client/types'
import { Submits, systemClock, type Journal, type SubmitsState } from '@editor/sync'
import type { SubmitReply } from '@editor/sync/ports'
import { idbJournal } from '../journal/idbJournal'
import { transport } from './transport'

/** The answers that are on their way, and the journal they lie in. */
export class Outbox {
  private state: SubmitsState = { waiting: [], refused: [], offline: false }
  private readonly handed = new Set<Id>()
  private readonly listeners = new Set<() => void>()
  readonly journal: Promise<Journal>
  readonly submits: Promise<Submits>

  constructor(person: string) {
    this.journal = idbJournal(person)
    this.submits = this.journal.then((journal) =>
      Submits.open({ journal, transport, clock: systemClock, newKey, onState: (state) => this.set(state) }),
    )
    window.addEventListener('online', () => void this.submits.then((submits) => submits.online()))
  }

  readonly getState = (): SubmitsState => this.state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Takes an answer for good: `kept` once it cannot be lost here, `arrived` once the server has answered. */
  handIn(
    assignment: Id,
    submission: Submission,
  ): { readonly kept: Promise<void>; readonly arrived: Promise<SubmitReply> } {
    this.handed.add(assignment)
    const sent = this.submits.then((submits) => submits.submit(assignment, submission))
    return { kept: sent.then(({ kept }) => kept), arrived: sent.then(({ reply }) => reply) }
  }

  /**
   * Sends what waits, and resolves once all of it is there or it is clear that the server cannot be reached: before,
   * the queue takes a task whose answer waits here for one that is still to do.
   */
  async flushed(): Promise<void> {
    const submits = await this.submits
    if (submits.state.waiting.length === 0) return
    const over = new Promise<void>((resolve) => {
      const stop = this.subscribe(() => {
        if (this.state.waiting.length > 0 && !this.state.offline) return
        stop()
        resolve()
      })
    })
    submits.online()
    await over
  }

  /** Whether an answer was handed in here: its draft is then of no more use. */
  isHandedIn(assignment: Id): boolean {
    return this.handed.has(assignment)
  }

  private set(state: SubmitsState): void {
    this.state = state
    this.listeners.forEach((listener) => listener())
  }
}

const open = new Map<string, Outbox>()

/** The outbox of a person; opened once, and never closed while the tab lives. */
export function outboxOf(person: string): Outbox {
  const known = open.get(person)
  if (known) return known
  const outbox = new Outbox(person)
  open.set(person, outbox)
  return outbox
}
