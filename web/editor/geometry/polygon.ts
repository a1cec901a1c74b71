/** An area bounded by rings: the outline first, then holes and further parts. */
import type { Kind } from './kind'
import { boundsOfPoints, distanceToPath, insideRings, nearPath, ringArea } from './plane'
import type { PolygonGeometry } from './types'

export const polygon: Kind<PolygonGeometry> = {
  bounds: ({ rings }) => boundsOfPoints(rings.flat()),
  area: ({ rings }) =>
    Math.abs(rings.reduce((sum, ring, i) => sum + (i === 0 ? 1 : -1) * Math.abs(ringArea(ring)), 0)),
  touches: ({ rings }, point, reach) => insideRings(rings, point) || rings.some((ring) => nearPath(ring, true, point, reach)),
  toOutline: ({ rings }, point) => Math.min(...rings.map((ring) => distanceToPath(ring, true, point))),
  vertices: ({ rings }) => rings.flat(),
  edges: ({ rings }) => rings.map((points) => ({ points, closed: true })),
}
