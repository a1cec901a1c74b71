/** Questions about annotations that their types answer, asked with what the answer stands on. Pure. */
import type { EditorView } from './api'
import { colorOf } from './colors'
import { FRAME, frameHandleNear } from './frame'
import { distance } from './geometry/geometry'
import type { Bounds, Point } from './geometry/types'
import type { AnyLabel, Bench, Handle, Options } from './label'
import type { Annotation, Class, Value } from './model'
import { settingsOf } from './settings'
import type { ToolView } from './tools/types'
import { around } from './view/hit'

/** The settings that an annotation's class has, over those its type begins with. */
export function optionsOf(view: Pick<EditorView, 'labels' | 'classOf'>, { type, class: name }: Annotation): Options {
  return { ...view.labels.get(type)?.defaultOptions, ...view.classOf(name)?.options }
}

/** What the tool of a type draws on, for a class of that type. */
export function benchOf(view: ToolView, type: AnyLabel, cls: Class): Bench<Value> {
  const { width, height } = view.state.item
  const { selection, hidden, camera, settings } = view.state
  return {
    size: width !== undefined && height !== undefined ? { width, height } : null,
    scale: camera.scale,
    options: { ...type.defaultOptions, ...cls.options },
    settings: settingsOf(type.settings, settings[type.name]),
    color: colorOf(view.ontology, cls.name),
    selected: theSelected(view, cls)?.value ?? null,
    handle: view.state.handle,
    near: (bounds) => view.geometriesWithin(bounds, selection),
    others: () =>
      view.document
        .all()
        .filter((other) => other.type === type.name && !selection.has(other.id) && !hidden.has(other.id))
        .map((other) => ({ value: other.value, sameClass: other.class === cls.name })),
  }
}

/**
 * The annotation that a tool changes: the one selected, where it is of the class drawn and may be changed, or the only
 * one of a class that has but one.
 */
export function theSelected(view: EditorView, cls: Class): Annotation | undefined {
  const { state, document } = view
  const [id] = state.selection
  const chosen = id === undefined || state.selection.size !== 1 ? undefined : document.get(id)
  const target = chosen?.class === cls.name ? chosen : theOnly(view, cls)
  return target === undefined || state.readonly || state.locked.has(target.id) || state.pinned.has(target.id) ? undefined : target
}

/** The one annotation of a class that has but one on an item. */
function theOnly({ document, labels }: EditorView, cls: Class): Annotation | undefined {
  const type = labels.get(cls.type)
  if (type?.single?.({ ...type.defaultOptions, ...cls.options }) !== true) return undefined
  const id = document.ids().find((one) => document.get(one)?.class === cls.name)
  return id === undefined ? undefined : document.get(id)
}

/** The value as its type keeps it on this item, or null where nothing of it is left. */
export function settled(view: EditorView, annotation: Annotation): Value | null {
  const type = view.labels.get(annotation.type)
  if (!type?.settle) return annotation.value
  const { width, height } = view.state.item
  return type.settle(annotation.value, {
    size: width !== undefined && height !== undefined ? { width, height } : null,
    text: view.text,
    options: optionsOf(view, annotation),
    others: () =>
      view.document
        .all()
        .filter((other) => other.class === annotation.class && other.id !== annotation.id)
        .map(({ value }) => value),
  })
}

/** Places within bounds to drag an annotation by, as far apart as the zoom asks for. */
export function handlesOf(view: EditorView, annotation: Annotation, within: Bounds): readonly Handle[] {
  const type = view.labels.get(annotation.type)
  return type?.handles?.(annotation.value, optionsOf(view, annotation), view.state.camera.scale, within) ?? []
}

/** The nearest handle of the one selected annotation or of the frame around several, where they can be changed. */
export function handleNear(
  view: EditorView,
  point: Point,
  reach: number,
): { readonly id: string; readonly name: string; readonly cursor: string } | null {
  const { selection, locked, pinned } = view.state
  if (selection.size > 1) {
    const handle = frameHandleNear(view, point, reach)
    return handle && { id: FRAME, name: handle.name, cursor: handle.cursor }
  }
  const [id] = selection
  const annotation = id === undefined ? undefined : view.document.get(id)
  if (!annotation || selection.size !== 1 || locked.has(annotation.id) || pinned.has(annotation.id)) return null
  const near = nearestHandle(view, annotation, point, reach)
  return near && { id: annotation.id, name: near.name, cursor: near.cursor }
}

/** The handle of an annotation that is nearest to a point, where one is within reach. */
export function nearestHandle(view: EditorView, annotation: Annotation, point: Point, reach: number): Handle | null {
  const near = handlesOf(view, annotation, around(point, reach))
    .map((handle) => ({ handle, far: distance(handle.at, point) }))
    .filter(({ far }) => far <= reach)
    .sort((a, b) => a.far - b.far)[0]
  return near?.handle ?? null
}

/** What is selected, in words. */
export function selectionText(view: EditorView): string {
  const { selection } = view.state
  const [id] = selection
  const annotation = id === undefined ? undefined : view.document.get(id)
  if (!annotation) return 'Nothing selected.'
  if (selection.size > 1) return `${selection.size} annotations selected.`
  const place = view.labels.get(annotation.type)?.geometry(annotation.value)
  const quote = place?.kind === 'interval' && view.text ? `: “${view.text.slice(place.start, Math.min(place.end, place.start + 80))}”` : ''
  return `${annotation.class} selected${quote}.`
}
