/**
 * The form in which patches travel and are kept: without what concerns the browser alone, and of a long value no more
 * than what changed. Pure.
 */
import type { Annotation, Op, Patch } from '../model'
import { same } from '../store/same'
import { type Splice, lighter, spliced, splicesBetween } from '../store/splices'

/** An annotation whose value is told elsewhere. */
export type Bare = Omit<Annotation, 'value'>

/** What one object was and is: whole or, where it stays and that is shorter, with the splices of its value. */
export type WireOp =
  | { readonly id: string; readonly before: Annotation | null; readonly after: Annotation | null; readonly value?: undefined }
  | { readonly id: string; readonly before: Bare; readonly after: Bare; readonly value: readonly Splice[] }

export interface WirePatch {
  readonly ops: readonly WireOp[]
}

export function toWire({ ops }: Patch): WirePatch {
  return { ops: ops.filter(({ before, after }) => !same(before, after)).map(toWireOp) }
}

export function toWireOp({ id, before, after }: Pick<Op, 'id' | 'before' | 'after'>): WireOp {
  if (!before || !after) return { id, before, after }
  const value = splicesBetween(before.value, after.value)
  if (!lighter(value, [before.value, after.value])) return { id, before, after }
  return { id, before: bare(before), after: bare(after), value }
}

/** What an object is after an op that fits it. Throws `Misfit` where the splices of its value do not. */
export function outcomeOf(op: WireOp, now: Annotation | null): Annotation | null {
  if (op.value === undefined) return op.after
  return { ...op.after, value: spliced(now?.value ?? {}, op.value) }
}

function bare({ value: _, ...rest }: Annotation): Bare {
  return rest
}
