/** Putting annotations at a place. Pure. */
import type { EditorView } from '../api'
import { boundsOf, union } from '../geometry/geometry'
import type { Bounds, Point } from '../geometry/types'
import type { Annotation } from '../model'
import { toImage } from '../view/camera'

/** The annotations with the middle of all of them at a place or, where none is given, in the middle of what is seen. */
export function placed(view: EditorView, annotations: readonly Annotation[], at: unknown): Annotation[] {
  const { camera } = view.state
  const to = isPoint(at) ? at : toImage(camera, { x: view.viewSize.width / 2, y: view.viewSize.height / 2 })
  const bounds = annotations.reduce<Bounds | null>((all, annotation) => union(all, placeOf(view, annotation)), null)
  if (!bounds) return [...annotations]
  const by = { x: to.x - (bounds.minX + bounds.maxX) / 2, y: to.y - (bounds.minY + bounds.maxY) / 2 }
  return annotations.flatMap((annotation) => {
    const moved = view.labels.get(annotation.type)?.nudge?.(annotation.value, by) ?? annotation.value
    const value = view.settled({ ...annotation, value: moved })
    return value === null ? [] : [{ ...annotation, value }]
  })
}

function placeOf(view: EditorView, { type, value }: Annotation): Bounds | null {
  const geometry = view.labels.get(type)?.geometry(value)
  return geometry ? boundsOf(geometry) : null
}

function isPoint(data: unknown): data is Point {
  return typeof data === 'object' && data !== null && 'x' in data && 'y' in data && Number.isFinite(data.x) && Number.isFinite(data.y)
}
