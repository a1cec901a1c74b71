/** How annotations differ from others of the same item, matched by id. Pure. */
import type { Comparison, Difference } from './api'
import type { Annotation } from './model'
import { same } from './store/same'

/** What was added, changed or removed since `base`. */
export function compared(base: readonly Annotation[], now: readonly Annotation[]): Comparison {
  const before = new Map(base.map((annotation) => [annotation.id, annotation]))
  const differences = new Map<string, Difference>()
  for (const annotation of now) {
    const old = before.get(annotation.id)
    differences.set(annotation.id, old === undefined ? 'added' : same(old, annotation) ? 'same' : 'changed')
    before.delete(annotation.id)
  }
  for (const id of before.keys()) differences.set(id, 'removed')
  const counts = { added: 0, changed: 0, removed: 0, same: 0 }
  for (const difference of differences.values()) counts[difference]++
  return { differences, counts }
}
