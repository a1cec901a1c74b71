/** Copies of annotations: what the clipboard holds, and how copies lie beside what they were copied from. Pure. */
import type { EditorView } from '../api'
import { carriedAttributes } from '../attributes'
import type { Annotation, Value } from '../model'
import { same } from '../store/same'
import { alone } from './compounds'

/** How far a copy lies from its original, in screen pixels. */
const STEP = 12

/** The annotations in a clipboard text; none where it holds something else. */
export function readClipboard(text: string): readonly Annotation[] {
  const data = parsed(text)
  const list = typeof data === 'object' && data !== null && 'labelwright' in data ? data.labelwright : null
  return Array.isArray(list) ? list.filter(isAnnotation) : []
}

/**
 * New annotations like these, as far as this project and item can hold them; moved aside where one would cover another.
 * Those that belong together are a compound of their own.
 */
export function copiesOf(view: EditorView, annotations: readonly Annotation[]): Annotation[] {
  return anew(view, annotations.flatMap((annotation) => copyOf(view, annotation)))
}

function copyOf(view: EditorView, annotation: Annotation): Annotation[] {
  const cls = view.classOf(annotation.class)
  const type = view.labels.get(annotation.type)
  if (cls?.type !== annotation.type || !type?.media.includes(view.state.item.media)) return []
  if (type.constant !== undefined && view.document.all().some((one) => one.class === annotation.class)) return []
  const copy = { ...annotation, id: view.newId(), attributes: carriedAttributes(annotation.attributes, cls) }
  const value = view.settled({ ...copy, value: placeFor(view, annotation) })
  return value === null ? [] : [{ ...copy, value }]
}

/** The copies with new names for their compounds; what was copied alone is of none. */
function anew(view: EditorView, copies: readonly Annotation[]): Annotation[] {
  const sizes = new Map<string, number>()
  for (const { compound } of copies) if (compound) sizes.set(compound, (sizes.get(compound) ?? 0) + 1)
  const names = new Map([...sizes].flatMap(([name, size]) => (size > 1 ? [[name, view.newId()]] : [])))
  return copies.map((copy) => {
    const compound = names.get(copy.compound ?? '')
    return compound === undefined ? alone(copy) : { ...copy, compound }
  })
}

function placeFor(view: EditorView, { type: name, value }: Annotation): Value {
  const type = view.labels.get(name)
  const step = STEP / view.state.camera.scale
  const taken = (place: Value): boolean => view.document.all().some((one) => one.type === name && same(one.value, place))
  let place = value
  for (let i = 0; i < 20 && type?.nudge && view.text === null && taken(place); i++) place = type.nudge(place, { x: step, y: step })
  return place
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

function isAnnotation(data: unknown): data is Annotation {
  if (typeof data !== 'object' || data === null) return false
  const { id, type, class: cls, value, attributes, compound = '' } = data as Record<string, unknown>
  const texts = [id, type, cls, compound].every((one) => typeof one === 'string')
  return texts && typeof value === 'object' && value !== null && typeof attributes === 'object' && attributes !== null
}
