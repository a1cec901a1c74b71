/**
 * Saves a draft as it grows. Each patch goes into the journal at once and to the server soon; what the server has not
 * confirmed stays in the journal, so that a crash, a reload or an hour without network loses nothing. What others
 * changed meanwhile is merged object by object; where both changed the same one, both are kept until somebody
 * chooses.
 */
import type { Annotation, Patch } from '../model'
import type { Clock, Conflict, Journal, JournalBase, JournalBatch, JournalPatch, SaveReply, SaveState, Transport, WirePatch } from './ports'
import { byId, difference, rebase, replay } from './rebase'
import { toWire, toWireOp } from './wire'

export const IDLE_MS = 1000
export const LONGEST_MS = 5000
const RETRY_FIRST_MS = 2000
const RETRY_LAST_MS = 30_000
/** After so many patches that were saved, the journal begins anew with what they lead to. */
const MARKED_MAX = 200

export interface AutosaveOptions {
  readonly assignment: string
  /** What the server has now; null where it could not be asked. */
  readonly server: { readonly revision: number; readonly annotations: readonly Annotation[] } | null
  readonly journal: Journal
  readonly transport: Transport
  readonly clock: Clock
  readonly newKey: () => string
  /** Applies what others changed to the editor. */
  readonly onRemote: (patch: Patch) => void
  readonly onState: (state: SaveState) => void
}

/** What the server is known to have. */
interface Base {
  readonly revision: number
  /** By id. Saves change it in place, so that they cost the same however many there are. */
  readonly annotations: Map<string, Annotation>
  readonly conflicts: readonly Conflict[]
}

export class Autosave {
  #patches: JournalPatch[]
  #base: Base
  #batch: JournalBatch | null
  #seq: number
  #writes: Promise<void> = Promise.resolve()
  #sending: Promise<void> | null = null
  #cancelTimer: (() => void) | null = null
  #firstUnsentAt: number | null = null
  #retryMs = RETRY_FIRST_MS
  #trouble: 'none' | 'offline' | { readonly refused: string } = 'none'
  #closed = false
  /** How many patches the journal holds that are saved. */
  #marked = 0

  private constructor(
    readonly options: AutosaveOptions,
    read: { readonly base: JournalBase; readonly patches: readonly JournalPatch[]; readonly batch: JournalBatch | null },
  ) {
    const { revision, annotations, conflicts } = read.base
    this.#base = { revision, conflicts, annotations: byId(annotations) }
    this.#patches = [...read.patches]
    this.#batch = read.batch
    this.#seq = Math.max(0, ...this.#patches.map(({ seq }) => seq), read.batch?.seq ?? 0)
  }

  /**
   * Goes on where the journal left off, or begins with what the server has, unless that was told before the journal's last
   * save. Null where neither knows the draft.
   */
  static async open(options: AutosaveOptions): Promise<Autosave | null> {
    const { journal, assignment, server } = options
    const read = await journal.read(assignment)
    if (read.base && (read.patches.length > 0 || server === null || read.base.revision > server.revision)) {
      const autosave = new Autosave(options, { ...read, base: read.base })
      if (autosave.#patches.length > 0) autosave.#schedule(0)
      autosave.#tell()
      return autosave
    }
    if (!server) return null
    const base: JournalBase = { kind: 'base', assignment, ...server, conflicts: read.base?.conflicts ?? [] }
    await journal.replace(base, [])
    const autosave = new Autosave(options, { base, patches: [], batch: null })
    autosave.#tell()
    return autosave
  }

  /** The draft as it is here, saved or not. */
  get annotations(): readonly Annotation[] {
    const document = new Map(this.#base.annotations)
    replay(document, this.#unsaved)
    return [...document.values()]
  }

  /** The newest revision that the server is known to have. */
  get revision(): number {
    return this.#base.revision
  }

  get state(): SaveState {
    const edits = this.#patches.length
    if (this.#base.conflicts.length > 0) return { kind: 'conflict', conflicts: this.#base.conflicts, edits }
    if (typeof this.#trouble === 'object') return { kind: 'refused', message: this.#trouble.refused, edits }
    if (this.#trouble === 'offline') return { kind: 'offline', edits }
    return edits === 0 ? { kind: 'saved' } : { kind: 'saving', edits }
  }

  /** Takes a change that was made here. Resolves when the journal has it. */
  push(patch: Patch): Promise<void> {
    const wire = toWire(patch)
    if (this.#closed || patch.origin === 'remote' || wire.ops.length === 0) return Promise.resolve()
    return this.#push(wire)
  }

  /** Sends now what is not saved yet. `leaving` asks the transport to outlive the page. */
  async flush(leaving = false): Promise<void> {
    this.#cancelTimer?.()
    this.#cancelTimer = null
    await this.#send(leaving)
  }

  /** The network is back: tries at once. */
  online(): void {
    if (this.#patches.length > 0) this.#schedule(0)
  }

  /** Settles a conflict. The chosen form becomes the draft's, and is saved. */
  async resolve(id: string, choice: 'mine' | 'theirs'): Promise<void> {
    const conflict = this.#base.conflicts.find((one) => one.id === id)
    if (!conflict) return
    this.#base = { ...this.#base, conflicts: this.#base.conflicts.filter((one) => one.id !== id) }
    const now = this.annotations.find((annotation) => annotation.id === id) ?? null
    if (choice === 'mine') {
      const op = { id, before: now, after: conflict.mine }
      this.options.onRemote({ ops: [op], origin: 'remote', label: 'Keep mine' })
      this.#patches.push(this.#entry({ ops: [toWireOp(op)] }))
    }
    await this.#rewrite()
    this.#tell()
    if (choice === 'mine') this.#schedule(0)
  }

  /** Stops without sending. The journal keeps what is not saved. */
  close(): void {
    this.#closed = true
    this.#cancelTimer?.()
  }

  #push(wire: WirePatch): Promise<void> {
    const entry = this.#entry(wire)
    this.#patches.push(entry)
    const now = this.options.clock.now()
    this.#firstUnsentAt ??= now
    if (this.#trouble === 'none') this.#schedule(Math.min(IDLE_MS, this.#firstUnsentAt + LONGEST_MS - now))
    else if (this.#trouble !== 'offline') this.#schedule(IDLE_MS)
    const written = this.#write(() => this.options.journal.addPatch(entry))
    this.#tell()
    return written
  }

  /** One batch at a time; what comes while it is under way goes with the next. */
  async #send(leaving: boolean): Promise<void> {
    while (this.#sending) await this.#sending
    if (this.#closed || this.#patches.length === 0) return
    this.#sending = this.#sendBatch(leaving)
    try {
      await this.#sending
    } finally {
      this.#sending = null
    }
  }

  async #sendBatch(leaving: boolean): Promise<void> {
    const { assignment, transport, journal, newKey } = this.options
    const last = this.#patches.at(-1)
    if (!this.#batch && last) {
      const batch: JournalBatch = { kind: 'batch', assignment, key: newKey(), revision: this.#base.revision, seq: last.seq }
      this.#batch = batch
      await this.#write(() => journal.setBatch(batch))
    }
    const batch = this.#batch
    if (!batch) return
    const sent = this.#patches.filter(({ seq }) => seq <= batch.seq).map(({ patch }) => patch)
    this.#firstUnsentAt = null
    const reply = await transport.save(assignment, batch.revision, sent, batch.key, leaving)
    if (this.#closed) return
    await this.#answered(batch, sent, reply)
    this.#tell()
  }

  async #answered(batch: JournalBatch, sent: readonly WirePatch[], reply: SaveReply): Promise<void> {
    switch (reply.kind) {
      case 'saved':
        this.#calm()
        replay(this.#base.annotations, sent)
        this.#base = { ...this.#base, revision: reply.revision }
        this.#patches = this.#patches.filter(({ seq }) => seq > batch.seq)
        this.#batch = null
        this.#marked += sent.length
        await (this.#marked > MARKED_MAX ? this.#rewrite() : this.#mark(batch.seq))
        if (this.#patches.length > 0) this.#schedule(IDLE_MS)
        return
      case 'stale':
        this.#calm()
        await this.#rebase(reply)
        return
      case 'unreachable':
        this.#trouble = 'offline'
        this.#schedule(this.#retryMs)
        this.#retryMs = Math.min(this.#retryMs * 2, RETRY_LAST_MS)
        return
      case 'refused':
        this.#trouble = { refused: reply.message }
        this.#batch = null
    }
  }

  /** Takes what others made and puts on top of it what was made here. */
  async #rebase(reply: SaveReply & { kind: 'stale' }): Promise<void> {
    const shown = this.annotations
    const result = rebase([...this.#base.annotations.values()], this.#unsaved, reply.annotations)
    const fresh = new Set(result.conflicts.map(({ id }) => id))
    const conflicts = [...this.#base.conflicts.filter(({ id }) => !fresh.has(id)), ...result.conflicts]
    this.#base = { revision: reply.revision, annotations: byId(reply.annotations), conflicts }
    this.#patches = result.patch.ops.length > 0 ? [this.#entry(result.patch)] : []
    this.#batch = null
    const ops = difference(shown, result.annotations)
    if (ops.length > 0) this.options.onRemote({ ops, origin: 'remote', label: 'Changed elsewhere' })
    await this.#rewrite()
    if (this.#patches.length > 0) this.#schedule(0)
  }

  #calm(): void {
    this.#trouble = 'none'
    this.#retryMs = RETRY_FIRST_MS
  }

  #schedule(milliseconds: number): void {
    this.#cancelTimer?.()
    this.#cancelTimer = this.options.clock.after(Math.max(0, milliseconds), () => {
      this.#cancelTimer = null
      void this.#send(false)
    })
  }

  #entry(patch: WirePatch): JournalPatch {
    return { kind: 'patch', assignment: this.options.assignment, seq: ++this.#seq, patch }
  }

  get #unsaved(): readonly WirePatch[] {
    return this.#patches.map(({ patch }) => patch)
  }

  #mark(seq: number): Promise<void> {
    const { revision, conflicts } = this.#base
    const { assignment, journal } = this.options
    return this.#write(() => journal.settle({ kind: 'mark', assignment, seq, revision, conflicts }))
  }

  /** Puts what is here now in place of all that the journal holds. */
  #rewrite(): Promise<void> {
    const { revision, annotations, conflicts } = this.#base
    const base: JournalBase = { kind: 'base', assignment: this.options.assignment, revision, conflicts, annotations: [...annotations.values()] }
    const patches = [...this.#patches]
    this.#marked = 0
    return this.#write(() => this.options.journal.replace(base, patches))
  }

  /** Journal entries are written in the order in which they were made. */
  #write(write: () => Promise<void>): Promise<void> {
    const written = this.#writes.then(write)
    this.#writes = written.catch(() => undefined)
    return written
  }

  #tell(): void {
    if (!this.#closed) this.options.onState(this.state)
  }
}
