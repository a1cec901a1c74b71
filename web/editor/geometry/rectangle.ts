/** A rectangle that may be turned about its centre. */
import type { Kind } from './kind'
import { boundsOfPoints, distanceToPath, turned } from './plane'
import type { Point, RectangleGeometry } from './types'

type Rectangle = Omit<RectangleGeometry, 'kind'>

export const rectangle: Kind<RectangleGeometry> = {
  bounds(geometry) {
    const { x, y, width, height, angle } = geometry
    if (angle !== 0 || width < 0 || height < 0) return boundsOfPoints(cornersOf(geometry))
    return { minX: x, minY: y, maxX: x + width, maxY: y + height }
  },
  area: ({ width, height }) => width * height,
  touches(geometry, point, reach) {
    const local = turned(point, centreOf(geometry), -geometry.angle)
    const dx = Math.max(geometry.x - local.x, 0, local.x - geometry.x - geometry.width)
    const dy = Math.max(geometry.y - local.y, 0, local.y - geometry.y - geometry.height)
    return Math.hypot(dx, dy) <= reach
  },
  toOutline: (geometry, point) => distanceToPath(cornersOf(geometry), true, point),
  vertices: cornersOf,
  edges: (geometry) => [{ points: cornersOf(geometry), closed: true }],
}

export function centreOf({ x, y, width, height }: Omit<Rectangle, 'angle'>): Point {
  return { x: x + width / 2, y: y + height / 2 }
}

/** Corners clockwise from the top left of the unturned rectangle. */
export function cornersOf(rectangle: Rectangle): Point[] {
  const { x, y, width, height, angle } = rectangle
  const corners = [
    { x, y },
    { x: x + width, y },
    { x: x + width, y: y + height },
    { x, y: y + height },
  ]
  const centre = centreOf(rectangle)
  return angle === 0 ? corners : corners.map((corner) => turned(corner, centre, angle))
}
