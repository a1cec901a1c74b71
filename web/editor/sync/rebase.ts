/** Bringing local changes onto a newer document, object by object. Pure. */
import type { Annotation, Op } from '../model'
import { same } from '../store/same'
import type { Conflict } from './ports'
import { type WireOp, type WirePatch, outcomeOf, toWireOp } from './wire'

export interface Rebased {
  /** The local changes that stand, on top of the newer document: one op for each object. */
  readonly patch: WirePatch
  readonly conflicts: readonly Conflict[]
  /** The newer document with the local changes that stand. */
  readonly annotations: readonly Annotation[]
}

/** The document after patches; an op replaces whatever is there, and what comes anew comes last. */
export function replayed(base: readonly Annotation[], patches: readonly WirePatch[]): readonly Annotation[] {
  const document = byId(base)
  replay(document, patches)
  return [...document.values()]
}

/** Does to a document what patches say. */
export function replay(document: Map<string, Annotation>, patches: readonly WirePatch[]): void {
  for (const { ops } of patches) {
    for (const op of ops) {
      const after = outcomeOf(op, document.get(op.id) ?? null)
      if (after === null) document.delete(op.id)
      else document.set(op.id, after)
    }
  }
}

/**
 * Three documents: `base` as both knew it, `patches` made here, `theirs` as it is now. An object that only one side
 * changed takes that side's form; one that both changed alike is settled; one that both changed differently is a
 * conflict and stays as the others have it, with ours kept beside.
 */
export function rebase(base: readonly Annotation[], patches: readonly WirePatch[], theirs: readonly Annotation[]): Rebased {
  const before = byId(base)
  const now = byId(theirs)
  const mine = byId(replayed(base, patches))
  const touched = new Set(patches.flatMap(({ ops }) => ops.map(({ id }) => id)))
  const ops: WireOp[] = []
  const conflicts: Conflict[] = []
  for (const id of touched) {
    const [was, ours, others] = [before.get(id) ?? null, mine.get(id) ?? null, now.get(id) ?? null]
    if (same(ours, others) || same(ours, was)) continue
    if (same(others, was)) ops.push(toWireOp({ id, before: others, after: ours }))
    else conflicts.push({ id, mine: ours, theirs: others })
  }
  return { patch: { ops }, conflicts, annotations: replayed(theirs, [{ ops }]) }
}

/** One op for each object that differs between two documents. */
export function difference(from: readonly Annotation[], to: readonly Annotation[]): readonly Op[] {
  const [before, after] = [byId(from), byId(to)]
  const ids = new Set([...before.keys(), ...after.keys()])
  return [...ids]
    .map((id) => ({ id, before: before.get(id) ?? null, after: after.get(id) ?? null }))
    .filter((op) => !same(op.before, op.after))
}

export function byId(annotations: readonly Annotation[]): Map<string, Annotation> {
  return new Map(annotations.map((annotation) => [annotation.id, annotation]))
}
