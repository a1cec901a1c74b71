/**
 * Patches put away: of a long value no more than what changed of it, so that hundreds of steps of undo take little. They
 * open on the document as it is then. Pure.
 */
import type { Annotation, Op, Patch } from '../model'
import { same } from './same'
import { Misfit, type Splice, heavier, inverseSplices, lighter, spliced, splicesBetween } from './splices'

/** Values of fewer scalars, keys and brackets are kept whole. */
const SMALL = 100

/** An op with both values or, where it has splices, with neither: then the rest of `before` and `after` is what it was. */
export interface PackedOp extends Op {
  readonly value?: readonly Splice[]
}

export interface Packed extends Patch {
  readonly ops: readonly PackedOp[]
}

export function packed(patch: Patch): Packed {
  return { ...patch, ops: patch.ops.map(packedOp) }
}

/** The patch that undoes this one. */
export function inverse(patch: Packed): Packed {
  return { ...patch, ops: patch.ops.map(inverseOp).reverse() }
}

/**
 * The whole ops of what still fits: those whose object is as the patch last saw it. The others are returned as `lost`, so
 * that nobody's later work is overwritten.
 */
export function opened(patch: Packed, get: (id: string) => Annotation | undefined): { readonly patch: Patch; readonly lost: readonly string[] } {
  const ops = patch.ops.map((op) => ({ id: op.id, whole: openedOp(op, get(op.id) ?? null) }))
  return { patch: { ...patch, ops: ops.flatMap(({ whole }) => whole ?? []) }, lost: ops.flatMap(({ id, whole }) => (whole ? [] : [id])) }
}

function packedOp(op: Op): PackedOp {
  const { before, after } = op
  if (!before || !after || !heavier(before.value, SMALL)) return op
  const value = splicesBetween(before.value, after.value)
  const returns = lighter(value, [before.value, after.value]) && same(spliced(after.value, inverseSplices(value)), before.value)
  return returns ? { ...op, before: bare(before), after: bare(after), value } : op
}

function inverseOp({ id, before, after, order, value }: PackedOp): PackedOp {
  return {
    id,
    before: after,
    after: before,
    ...(order && { order: { before: order.after, after: order.before } }),
    ...(value && { value: inverseSplices(value) }),
  }
}

/** Null where the object is not as the op last saw it. */
function openedOp({ value, ...op }: PackedOp, now: Annotation | null): Op | null {
  if (!value || !op.after) return same(op.before, now) ? op : null
  if (!now || !same(op.before, bare(now))) return null
  try {
    return { ...op, before: now, after: { ...op.after, value: spliced(now.value, value) } }
  } catch (error) {
    if (error instanceof Misfit) return null
    throw error
  }
}

function bare(annotation: Annotation): Annotation {
  return { ...annotation, value: {} }
}
