/** How annotations differ from others of the same item, matched by id. Pure. */
import type { Comparison, Difference, DocumentView } from './api'
import type { Annotation } from './model'
import { same } from './store/same'

/** What is compared with, by id; worked out once. */
const BASES = new WeakMap<readonly Annotation[], ReadonlyMap<string, Annotation>>()

/** What was added, changed or removed since `base`. */
export function compared(base: readonly Annotation[], now: readonly Annotation[]): Comparison {
  const before = byId(base)
  const differences = new Map<string, Difference>()
  const counts = { added: 0, changed: 0, removed: 0, same: 0 }
  const note = (id: string, difference: Difference): void => {
    differences.set(id, difference)
    counts[difference]++
  }
  for (const annotation of now) note(annotation.id, differenceOf(before.get(annotation.id), annotation))
  for (const id of before.keys()) if (!differences.has(id)) note(id, 'removed')
  return { differences, counts }
}

/** The comparison after some annotations have changed. */
export function comparedAgain(comparison: Comparison, base: readonly Annotation[], ids: readonly string[], document: DocumentView): Comparison {
  const before = byId(base)
  const differences = new Map(comparison.differences)
  const counts = { ...comparison.counts }
  for (const id of new Set(ids)) {
    const was = differences.get(id)
    if (was) counts[was]--
    differences.delete(id)
    const [old, now] = [before.get(id), document.get(id)]
    if (!old && !now) continue
    const difference = now ? differenceOf(old, now) : 'removed'
    differences.set(id, difference)
    counts[difference]++
  }
  return { differences, counts }
}

function differenceOf(old: Annotation | undefined, now: Annotation): Difference {
  return old === undefined ? 'added' : same(old, now) ? 'same' : 'changed'
}

function byId(annotations: readonly Annotation[]): ReadonlyMap<string, Annotation> {
  const known = BASES.get(annotations) ?? new Map(annotations.map((annotation) => [annotation.id, annotation]))
  BASES.set(annotations, known)
  return known
}
