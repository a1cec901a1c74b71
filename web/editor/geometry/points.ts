/** Points that stand for themselves, such as the joints of a body. */
import type { Kind } from './kind'
import { boundsOfPoints, distance } from './plane'
import type { Point, PointsGeometry } from './types'

export const points: Kind<PointsGeometry> = {
  bounds: (geometry) => boundsOfPoints(geometry.points),
  area: () => 0,
  touches: (geometry, point, reach) => nearest(geometry, point) <= reach,
  toOutline: nearest,
  vertices: (geometry) => geometry.points,
  edges: () => [],
}

function nearest(geometry: PointsGeometry, point: Point): number {
  return geometry.points.reduce((least, one) => Math.min(least, distance(one, point)), Infinity)
}
