/** The sum of patches. */
import type { Op, Patch } from '../model'
import { same } from './same'

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

function joined(earlier: Op, later: Op): Op {
  const { id, before } = earlier
  const { after } = later
  const first = earlier.order ?? later.order
  const last = later.order ?? earlier.order
  return first && last ? { id, before, after, order: { before: first.before, after: last.after } } : { id, before, after }
}
