/** From neutral views to the value of a label type. Pure. */
import type { AnyLabel } from '../label'
import type { Value } from '../model'
import type { View } from '../views'

/** The kind of view that a type keeps as it is, once that is known: tried first, so that no other is worked out in vain. */
const KEPT = new WeakMap<AnyLabel, View['kind']>()

/** The value of the first view that the type keeps as it is, else of the first that it can hold; null where it can hold none. */
export function valueFrom(views: readonly View[], type: AnyLabel, options: Readonly<Record<string, unknown>>): Value | null {
  const kept = KEPT.get(type)
  let first: Value | null = null
  for (const view of [...views].sort((a, b) => Number(b.kind === kept) - Number(a.kind === kept))) {
    const value = type.fromView?.(view, options) ?? null
    if (value === null) continue
    if (type.views?.(value)[0]?.kind === view.kind) {
      KEPT.set(type, view.kind)
      return value
    }
    first ??= value
  }
  return first
}
