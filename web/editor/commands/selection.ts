/** What commands share: what is selected and may be changed. Pure. */
import type { EditorView } from '../api'
import type { Annotation, Op, Patch } from '../model'
import { same } from '../store/same'

/** The selected annotations from back to front. */
export function selected(view: EditorView): Annotation[] {
  return [...view.state.selection]
    .sort((a, b) => view.document.rank(a) - view.document.rank(b))
    .flatMap((id) => view.document.get(id) ?? [])
}

/** The selected annotations that are not locked. */
export function changeable(view: EditorView): Annotation[] {
  return selected(view).filter(({ id }) => !view.state.locked.has(id))
}

/** The selected annotations whose shape may be changed: neither locked nor pinned. */
export function movable(view: EditorView): Annotation[] {
  return changeable(view).filter(({ id }) => !view.state.pinned.has(id))
}

/** Asked after each change of the state, so it looks no farther than the first that is not locked. */
export function canChange(view: EditorView): boolean {
  if (!canEdit(view)) return false
  for (const id of view.state.selection) if (!view.state.locked.has(id)) return true
  return false
}

/** Not while another page is looked at: what is changed must be seen. */
export function canEdit({ state }: EditorView): boolean {
  return !state.readonly && state.page === null
}

/** Whether an answer is here to be judged. */
export function isReview(view: EditorView): boolean {
  return view.comparison !== null
}

export function hasSelection(view: EditorView): boolean {
  return view.state.selection.size > 0
}

/** A local patch that puts annotations in place of those with the same id; null where nothing would change. */
export function replacement(view: EditorView, annotations: readonly Annotation[], label: string, gesture?: string): Patch | null {
  const ops = annotations.flatMap((after): Op[] => {
    const before = view.document.get(after.id) ?? null
    return before === null || same(before, after) ? [] : [{ id: after.id, before, after }]
  })
  if (ops.length === 0) return null
  return gesture === undefined ? { ops, origin: 'local', label } : { ops, origin: 'local', label, gesture }
}

export function removal(annotations: readonly Annotation[], label: string): Patch {
  return { ops: annotations.map((before) => ({ id: before.id, before, after: null })), origin: 'local', label }
}

/** `3 annotations`, or the class where it is one. */
export function counted(annotations: readonly Annotation[]): string {
  const [only] = annotations
  return annotations.length === 1 && only ? only.class : `${annotations.length} annotations`
}

/** A set with the given ids in it, or without them where all were in it. */
export function toggled(set: ReadonlySet<string>, ids: readonly string[]): ReadonlySet<string> {
  const all = ids.every((id) => set.has(id))
  return new Set(all ? [...set].filter((id) => !ids.includes(id)) : [...set, ...ids])
}
