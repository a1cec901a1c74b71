/** Turning, mirroring and scaling what is selected about the middle of all of it. */
import type { EditorView } from '../api'
import type { Affine } from '../geometry/affine'
import { union } from '../geometry/geometry'
import type { Bounds, Point } from '../geometry/types'
import { mappedAnnotations } from '../tools/move'
import { movable, replacement } from './selection'
import type { Outcome } from './types'

/** The patch that maps all selected annotations whose types can be mapped; null where nothing would change. */
export function transformed(view: EditorView, map: (centre: Point) => Affine, label: string): Outcome | null {
  const annotations = movable(view)
  const place = annotations.reduce<Bounds | null>((all, { id }) => union(all, view.boundsOf(id)), null)
  if (!place) return null
  const affine = map({ x: (place.minX + place.maxX) / 2, y: (place.minY + place.maxY) / 2 })
  const gesture = `${label}:${annotations.map(({ id }) => id).join()}`
  const patch = replacement(view, mappedAnnotations(view, annotations, affine), label, gesture)
  return patch && { kind: 'patch', patch }
}

export function canTransform(view: EditorView): boolean {
  return !view.state.readonly && movable(view).some(({ type }) => view.labels.get(type)?.transform !== undefined)
}
