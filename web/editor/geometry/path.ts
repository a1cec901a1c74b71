/** A line through points. */
import type { Kind } from './kind'
import { boundsOfPoints, distanceToPath, nearPath } from './plane'
import type { PathGeometry } from './types'

export const path: Kind<PathGeometry> = {
  bounds: ({ points }) => boundsOfPoints(points),
  area: () => 0,
  touches: ({ points }, point, reach) => nearPath(points, false, point, reach),
  toOutline: ({ points }, point) => distanceToPath(points, false, point),
  vertices: ({ points }) => points,
  edges: ({ points }) => [{ points, closed: false }],
}
