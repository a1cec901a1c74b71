/**
 * The neutral shapes by which one label type becomes another and a smart tool hands over what it found. Mirrors
 * `core/views.py`: pixels of the upright image, degrees clockwise, masks as row-major runs from zeros in a tight box.
 */
import { ellipse } from './geometry/ellipse'
import { boundsOfPoints } from './geometry/plane'
import { rectangle } from './geometry/rectangle'
import type { Bounds, Point } from './geometry/types'

export interface BoxView {
  readonly kind: 'box'
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly angle: number
}

/** Parts, each an outer ring followed by its holes. */
export interface PolygonView {
  readonly kind: 'polygon'
  readonly parts: readonly (readonly (readonly Point[])[])[]
}

export interface MaskView {
  readonly kind: 'mask'
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly counts: readonly number[]
}

export interface LineView {
  readonly kind: 'line'
  readonly points: readonly Point[]
}

export interface EllipseView {
  readonly kind: 'ellipse'
  readonly cx: number
  readonly cy: number
  readonly rx: number
  readonly ry: number
  readonly angle: number
}

export type View = BoxView | PolygonView | MaskView | LineView | EllipseView

/** The axis-parallel bounds; null where there is not one point. */
export function boundsOfView(view: View): Bounds | null {
  switch (view.kind) {
    case 'box':
      return rectangle.bounds({ ...view, kind: 'rectangle' })
    case 'ellipse':
      return ellipse.bounds(view)
    case 'polygon':
      return boundsOfPoints(view.parts.flat(2))
    case 'line':
      return boundsOfPoints(view.points)
    case 'mask':
      return { minX: view.x, minY: view.y, maxX: view.x + view.width, maxY: view.y + view.height }
  }
}
