/** New annotations: class, type, default attributes and a value that their item can hold. Pure but for the id. */
import type { EditorView } from './api'
import { defaultAttributes } from './attributes'
import type { Annotation, Class, Op, Patch, Value } from './model'

/** An annotation that is not in the document yet. `id` may be a placeholder while it is being drawn. */
export function freshAnnotation(cls: Class, value: Value, id: string): Annotation {
  return { id, type: cls.type, class: cls.name, value, attributes: defaultAttributes(cls) }
}

/** The patch that adds annotations, all as new objects. */
export function adding(annotations: readonly Annotation[], label: string): Patch {
  return {
    ops: annotations.map((after) => ({ id: after.id, before: null, after })),
    origin: 'local',
    label,
  }
}

/** Sets a tag or takes it away; where its group allows one only, the others of the group go. */
export function toggling(view: EditorView, cls: Class, value: Value): Patch {
  const all = view.document.all()
  const own = all.filter((annotation) => annotation.class === cls.name)
  const removed = own.length > 0 ? own : all.filter((annotation) => rivals(view, cls).has(annotation.class))
  const ops: Op[] = removed.map((before) => ({ id: before.id, before, after: null }))
  if (own.length > 0) return { ops, origin: 'local', label: `Remove ${cls.name}` }
  const after = freshAnnotation(cls, value, view.newId())
  return { ops: [...ops, { id: after.id, before: null, after }], origin: 'local', label: `Set ${cls.name}` }
}

/** The other classes of a group that allows one answer only. */
function rivals(view: EditorView, cls: Class): ReadonlySet<string> {
  const group = view.ontology.groups.find(({ name }) => name === cls.group)
  if (group?.pick !== 'one') return new Set()
  return new Set(view.ontology.classes.filter((one) => one.group === group.name && one.name !== cls.name).map(({ name }) => name))
}
