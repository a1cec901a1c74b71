/** Making annotations ones of another type, by the shapes that both know. Pure. */
import type { EditorView } from '../api'
import { carriedAttributes } from '../attributes'
import { optionsOf } from '../questions'
import type { Annotation, Class, Value } from '../model'

/** Whether an annotation can get a class: one of its type or, by their shapes, of another. */
export function canBecome(view: EditorView, annotation: Annotation, cls: Class): boolean {
  if (cls.type === annotation.type) return true
  const [from, to] = [view.labels.get(annotation.type), view.labels.get(cls.type)]
  return from?.views !== undefined && to?.fromView !== undefined && to.media.includes(view.state.item.media)
}

/** The annotation with another class, in the form of that class's type; null where that cannot hold it. */
export function become(view: EditorView, annotation: Annotation, cls: Class): Annotation | null {
  const next = { ...annotation, type: cls.type, class: cls.name, attributes: carriedAttributes(annotation.attributes, cls) }
  const shown = cls.type === annotation.type ? annotation.value : valueBetween(view, annotation, next)
  const value = shown && view.settled({ ...next, value: shown })
  return value && { ...next, value }
}

/** The value of another type that shows the same, by the truest shape that it can hold. */
function valueBetween(view: EditorView, annotation: Annotation, next: Annotation): Value | null {
  const options = optionsOf(view, next)
  for (const shape of view.labels.get(annotation.type)?.views?.(annotation.value) ?? []) {
    const value = view.labels.get(next.type)?.fromView?.(shape, options)
    if (value) return value
  }
  return null
}
