/** A stretch of a text or a clip, along x alone. */
import type { Kind } from './kind'
import type { IntervalGeometry, Point } from './types'

export const interval: Kind<IntervalGeometry> = {
  bounds: () => null,
  area: ({ start, end }) => end - start,
  touches: (geometry, point, reach) =>
    (point.x >= geometry.start && point.x < geometry.end) || (reach > 0 && toOutline(geometry, point) <= reach),
  toOutline,
  vertices: () => [],
  edges: () => [],
}

function toOutline({ start, end }: IntervalGeometry, point: Point): number {
  return Math.max(start - point.x, point.x - end, 0)
}
