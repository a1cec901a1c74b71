/** Arithmetic of patches: their inverse, their sum, and what is left of one on a document that has moved on. */
import type { Annotation, Op, Patch } from '../model'
import { same } from './same'

/** The patch that undoes this one. */
export function inverse(patch: Patch): Patch {
  return { ...patch, ops: patch.ops.map(inverseOp).reverse() }
}

/** One patch that does what the first and then the second do; objects that end as they began drop out. */
export function composed(first: Patch, second: Patch): Patch {
  const ops = new Map<string, Op>()
  for (const op of [...first.ops, ...second.ops]) {
    const earlier = ops.get(op.id)
    ops.set(op.id, earlier ? joined(earlier, op) : op)
  }
  return { ...first, ops: [...ops.values()].filter((op) => !isEmpty(op)) }
}

export function isEmpty(op: Op): boolean {
  const moves = op.order !== undefined && op.order.before !== op.order.after
  return !moves && same(op.before, op.after)
}

/**
 * The ops that still fit: those whose object is as the patch last saw it. The others are returned as `lost`, so
 * that nobody's later work is overwritten.
 */
export function fitting(
  patch: Patch,
  get: (id: string) => Annotation | undefined,
): { readonly patch: Patch; readonly lost: readonly Op[] } {
  const fits = (op: Op): boolean => same(op.before, get(op.id) ?? null)
  return { patch: { ...patch, ops: patch.ops.filter(fits) }, lost: patch.ops.filter((op) => !fits(op)) }
}

function inverseOp(op: Op): Op {
  const { id, before, after, order } = op
  return order
    ? { id, before: after, after: before, order: { before: order.after, after: order.before } }
    : { id, before: after, after: before }
}

function joined(earlier: Op, later: Op): Op {
  const { id, before } = earlier
  const { after } = later
  const first = earlier.order ?? later.order
  const last = later.order ?? earlier.order
  return first && last ? { id, before, after, order: { before: first.before, after: last.after } } : { id, before, after }
}
