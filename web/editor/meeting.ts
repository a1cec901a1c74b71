/**
 * What a change means for others of its type, such as masks that give way to one another. The others change in the same
 * patch, so that all is undone in one step. Pure.
 */
import type { EditorView } from './api'
import { boundsOf, intersects } from './geometry/geometry'
import type { AnyLabel } from './label'
import type { Annotation, Op, Patch } from './model'
import { optionsOf } from './questions'
import { same } from './store/same'

/** The patch with all that its changes do to others. An op that then changes nothing is left out. */
export function withMeetings(view: EditorView, patch: Patch): Patch {
  const moved = patch.ops.filter((op) => op.after !== null && !keepsPlace(op))
  if (!moved.some(({ after }) => after !== null && view.labels.get(after.type)?.meet)) return patch
  const after = new Map(patch.ops.map((op) => [op.id, op.after]))
  for (const { id } of moved) meetAll(view, id, after)
  const own = patch.ops.map((op) => ({ ...op, after: after.get(op.id) ?? null }))
  const ids = new Set(patch.ops.map(({ id }) => id))
  const others = [...after].filter(([id]) => !ids.has(id)).map(([id, value]): Op => ({ id, before: view.document.get(id) ?? null, after: value }))
  return { ...patch, ops: [...own, ...others].filter((op) => op.order !== undefined || !same(op.before, op.after)) }
}

/** One changed annotation meets the others of its type, as they stand after the patch. */
function meetAll(view: EditorView, id: string, after: Map<string, Annotation | null>): void {
  const type = view.labels.get(after.get(id)?.type ?? '')
  if (!type?.meet) return
  for (const otherId of new Set([...view.document.ids(), ...after.keys()])) {
    const changed = after.get(id)
    if (!changed) return
    const other = otherId === id ? null : after.has(otherId) ? after.get(otherId) : view.document.get(otherId)
    if (other?.type !== type.name || !(other.class === changed.class || touch(type, changed, other))) continue
    const { state } = view
    const outcome = type.meet(changed.value, other.value, {
      options: optionsOf(view, changed),
      otherOptions: optionsOf(view, other),
      sameClass: other.class === changed.class,
      fixed: [state.locked, state.pinned, state.hidden].some((ids) => ids.has(otherId)),
    })
    if (!outcome) continue
    after.set(id, outcome.value && { ...changed, value: outcome.value })
    after.set(otherId, outcome.other && { ...other, value: outcome.other })
  }
}

function keepsPlace({ before, after }: Op): boolean {
  return before !== null && after !== null && before.class === after.class && same(before.value, after.value)
}

function touch(type: AnyLabel, a: Annotation, b: Annotation): boolean {
  const [first, second] = [a, b].map(({ value }) => {
    const geometry = type.geometry(value)
    return geometry && boundsOf(geometry)
  })
  return Boolean(first && second && intersects(first, second))
}
