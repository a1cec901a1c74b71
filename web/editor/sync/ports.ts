/**
 * What autosave needs from outside: a journal that survives the page, and a way to the server. Both may fail at any
 * time; nothing here assumes that they do not.
 */
import type { Annotation } from '../model'
import type { WirePatch } from './wire'

export type { WireOp, WirePatch } from './wire'

/** A patch that was made here and is not known to be saved. */
export interface JournalPatch {
  readonly kind: 'patch'
  readonly assignment: string
  /** Grows with each entry of an assignment. */
  readonly seq: number
  readonly patch: WirePatch
}

/** The patches up to `seq` went out together under this key, on this revision; to be repeated just so. */
export interface JournalBatch {
  readonly kind: 'batch'
  readonly assignment: string
  readonly key: string
  readonly revision: number
  readonly seq: number
}

/** The patches up to `seq` are saved: on top of the base they are what the server has as this revision. */
export interface JournalMark {
  readonly kind: 'mark'
  readonly assignment: string
  readonly seq: number
  readonly revision: number
  readonly conflicts: readonly Conflict[]
}

/** An answer that was handed in here and is not known to have arrived. */
export interface JournalSubmit {
  readonly kind: 'submit'
  readonly assignment: string
  readonly key: string
  readonly body: SubmitBody
  readonly queuedAt: number
}

export interface SubmitBody {
  readonly annotations: readonly Annotation[]
  readonly seconds: number
  readonly draft_revision?: number
  readonly verdict?: { readonly outcome: 'accept' | 'fix' | 'reject'; readonly reason: string }
  readonly next?: boolean
  readonly stage?: number
}

/** What was last known to be saved on the server. */
export interface JournalBase {
  readonly kind: 'base'
  readonly assignment: string
  readonly revision: number
  readonly annotations: readonly Annotation[]
  /** What somebody still has to choose between. */
  readonly conflicts: readonly Conflict[]
}

export interface AssignmentJournal {
  readonly base: JournalBase | null
  readonly patches: readonly JournalPatch[]
  readonly batch: JournalBatch | null
}

/** Keeps entries across reloads and crashes. A promise that resolved means that the entry is safe. */
export interface Journal {
  read(assignment: string): Promise<AssignmentJournal>
  addPatch(entry: JournalPatch): Promise<void>
  setBatch(entry: JournalBatch): Promise<void>
  /** Takes the patches up to the mark for part of the base and forgets the batch, in one step. */
  settle(mark: JournalMark): Promise<void>
  /** Puts a new base and new patches in place of all there was, in one step. */
  replace(base: JournalBase, patches: readonly JournalPatch[]): Promise<void>
  /** Forgets everything about an assignment but its submit. */
  forget(assignment: string): Promise<void>
  addSubmit(entry: JournalSubmit): Promise<void>
  /** The oldest first. */
  submits(): Promise<readonly JournalSubmit[]>
  removeSubmit(key: string): Promise<void>
}

export type SaveReply =
  | { readonly kind: 'saved'; readonly revision: number }
  | { readonly kind: 'stale'; readonly revision: number; readonly annotations: readonly Annotation[] }
  /** No answer came, or one that asks to try again later. */
  | { readonly kind: 'unreachable' }
  /** The server will not take this, however often it is sent. */
  | { readonly kind: 'refused'; readonly message: string }

export type SubmitReply =
  | { readonly kind: 'taken'; readonly result: unknown }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'refused'; readonly message: string; readonly status?: number }

export interface Transport {
  save(assignment: string, revision: number, patches: readonly WirePatch[], key: string, leaving: boolean): Promise<SaveReply>
  submit(assignment: string, body: SubmitBody, key: string): Promise<SubmitReply>
}

/** Time, handed in so that tests need not wait. */
export interface Clock {
  now(): number
  /** Calls back once after so many milliseconds, unless cancelled. */
  after(milliseconds: number, call: () => void): () => void
}

export type SaveState =
  | { readonly kind: 'saved' }
  | { readonly kind: 'saving'; readonly edits: number }
  | { readonly kind: 'offline'; readonly edits: number }
  | { readonly kind: 'conflict'; readonly conflicts: readonly Conflict[]; readonly edits: number }
  | { readonly kind: 'refused'; readonly message: string; readonly edits: number }

/** The same annotation was changed here and elsewhere. Nothing is lost: both are kept until somebody chooses. */
export interface Conflict {
  readonly id: string
  readonly mine: Annotation | null
  readonly theirs: Annotation | null
}
