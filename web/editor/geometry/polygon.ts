/** What lies within an odd number of rings: an area in one part or several, with holes or without, crossed or not. */
import { covered } from './coverage'
import type { Kind } from './kind'
import { boundsOfPoints, distanceToPath, insideRings, union } from './plane'
import type { Bounds, Point, PolygonGeometry } from './types'

/** Areas are worked out once for each outline: what lies below a pointer is sorted by it. */
const AREAS = new WeakMap<PolygonGeometry['rings'], number>()

export const polygon: Kind<PolygonGeometry> = {
  bounds: ({ rings }) => rings.reduce<Bounds | null>((all, ring) => union(all, boundsOfPoints(ring)), null),
  area({ rings }) {
    const known = AREAS.get(rings)
    if (known !== undefined) return known
    const area = covered(rings).first
    AREAS.set(rings, area)
    return area
  },
  touches: (geometry, point, reach) => insideRings(geometry.rings, point) || toOutline(geometry, point) <= reach,
  toOutline,
  vertices: ({ rings }) => rings.flat(),
  edges: ({ rings }) => rings.map((points) => ({ points, closed: true })),
}

function toOutline({ rings }: PolygonGeometry, point: Point): number {
  return rings.reduce((least, ring) => Math.min(least, distanceToPath(ring, true, point)), Infinity)
}
