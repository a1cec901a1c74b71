/**
 * The annotations of one item: a mutable map that only patches change. Each change tells the listeners of its
 * object alone, so an edit costs the same among ten objects or a hundred thousand.
 */
import type { DocumentView } from '../api'
import type { Annotation, Op, Patch } from '../model'
import { Compounds } from './compounds'
import { Emitter } from './emitter'
import { same } from './same'

const IDS = Symbol('ids')

/** A patch that does not fit: some object is not as the patch says it was. */
export class StalePatch extends Error {
  constructor(readonly op: Op) {
    super(`Annotation ${op.id} is not as the change “before” says; nothing was changed.`)
    this.name = 'StalePatch'
  }
}

export class Document implements DocumentView {
  readonly #annotations = new Map<string, Annotation>()
  /** Rank from back to front. It outlives its object, so that what comes back comes back to its place. */
  readonly #ranks = new Map<string, number>()
  readonly #compounds = new Compounds()
  readonly #listeners = new Emitter<string | symbol>()
  /** How many there are of each class. */
  readonly #counts = new Map<string, number>()
  #top = 0
  #ids: readonly string[] | null = null

  constructor(annotations: readonly Annotation[] = []) {
    this.load(annotations)
  }

  /** Begins anew with these annotations, from back to front. */
  load(annotations: readonly Annotation[]): void {
    this.#annotations.clear()
    this.#ranks.clear()
    this.#compounds.clear()
    this.#counts.clear()
    this.#top = 0
    for (const annotation of annotations) {
      this.#annotations.set(annotation.id, annotation)
      this.#ranks.set(annotation.id, this.#top++)
    }
    for (const annotation of this.#annotations.values()) {
      this.#count(annotation, 1)
      this.#compounds.follow(undefined, annotation)
    }
    this.#ids = null
    this.#listeners.emitAll()
  }

  get size(): number {
    return this.#annotations.size
  }

  get(id: string): Annotation | undefined {
    return this.#annotations.get(id)
  }

  countOf(cls: string): number {
    return this.#counts.get(cls) ?? 0
  }

  ids(): readonly string[] {
    this.#ids ??= [...this.#annotations.keys()].sort((a, b) => this.rank(a) - this.rank(b))
    return this.#ids
  }

  all(): readonly Annotation[] {
    return this.ids().map((id) => this.#annotations.get(id) as Annotation)
  }

  /** Where an object lies from back to front; one that was never here lies in front of all. */
  rank(id: string): number {
    return this.#ranks.get(id) ?? this.#top
  }

  together(id: string): readonly string[] {
    const ids = this.#compounds.of(this.get(id))
    return ids.length > 1 ? ids.sort((a, b) => this.rank(a) - this.rank(b)) : [id]
  }

  /** The ranks in use, for bringing objects before the first or behind the last. */
  rankRange(): { readonly back: number; readonly front: number } {
    const ids = this.ids()
    const [first, last] = [ids[0], ids.at(-1)]
    return { back: first === undefined ? 0 : this.rank(first), front: last === undefined ? 0 : this.rank(last) }
  }

  /** Applies all ops or, where one does not fit, none. Throws `StalePatch`. */
  apply(patch: Patch): void {
    const seen = new Map<string, Annotation | null>()
    for (const op of patch.ops) {
      const now = seen.has(op.id) ? seen.get(op.id) : this.#annotations.get(op.id)
      if (!same(op.before, now ?? null)) throw new StalePatch(op)
      seen.set(op.id, op.after)
    }
    const top = this.#top
    let idsChanged = false
    for (const op of patch.ops) idsChanged = this.#applyOp(op) || idsChanged
    if (idsChanged) this.#ids = this.#idsAfter(patch.ops, top)
    for (const id of seen.keys()) this.#listeners.emit(id)
    if (idsChanged) this.#listeners.emit(IDS)
  }

  subscribe(id: string, listener: () => void): () => void {
    return this.#listeners.subscribe(id, listener)
  }

  subscribeIds(listener: () => void): () => void {
    return this.#listeners.subscribe(IDS, listener)
  }

  /** The ids where they are known without sorting: one alone went, or came in front of all that were below `top`. */
  #idsAfter(ops: readonly Op[], top: number): readonly string[] | null {
    const [op] = ops
    if (!this.#ids || !op || ops.length > 1 || op.order) return null
    if (op.after === null) return this.#ids.filter((id) => id !== op.id)
    return this.rank(op.id) === top ? [...this.#ids, op.id] : null
  }

  /** Whether the set of ids or their order changed. */
  #applyOp(op: Op): boolean {
    const was = this.#annotations.get(op.id)
    this.#compounds.follow(was, op.after ?? undefined)
    if (was) this.#count(was, -1)
    if (op.after) this.#count(op.after, 1)
    if (op.after === null) this.#annotations.delete(op.id)
    else this.#annotations.set(op.id, op.after)
    if (op.order) this.#ranks.set(op.id, op.order.after)
    else if (op.after !== null && !this.#ranks.has(op.id)) this.#ranks.set(op.id, this.#top)
    this.#top = Math.max(this.#top, this.rank(op.id) + 1)
    return (was === undefined) !== (op.after === null) || op.order !== undefined
  }

  #count({ class: name }: Annotation, by: number): void {
    this.#counts.set(name, this.countOf(name) + by)
  }
}
