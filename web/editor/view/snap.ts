/** Snapping to the edges of neighbours while a key is held. Pure. */
import type { Bounds, Point } from '../geometry/types'

/** The point moved onto the nearest edge lines within `reach`, each axis by itself. */
export function snapped(point: Point, neighbours: readonly Bounds[], reach: number): Point {
  return {
    x: nearest(point.x, neighbours.flatMap((bounds) => [bounds.minX, bounds.maxX]), reach),
    y: nearest(point.y, neighbours.flatMap((bounds) => [bounds.minY, bounds.maxY]), reach),
  }
}

/** The smallest move that lays an edge of `bounds` onto an edge of a neighbour, each axis by itself; 0 where none is near. */
export function snapMove(bounds: Bounds, neighbours: readonly Bounds[], reach: number): Point {
  const xs = neighbours.flatMap((other) => [other.minX, other.maxX])
  const ys = neighbours.flatMap((other) => [other.minY, other.maxY])
  return {
    x: smallest([nearest(bounds.minX, xs, reach) - bounds.minX, nearest(bounds.maxX, xs, reach) - bounds.maxX]),
    y: smallest([nearest(bounds.minY, ys, reach) - bounds.minY, nearest(bounds.maxY, ys, reach) - bounds.maxY]),
  }
}

function nearest(value: number, lines: readonly number[], reach: number): number {
  let [best, least] = [value, reach]
  for (const line of lines) {
    if (Math.abs(line - value) <= least) [best, least] = [line, Math.abs(line - value)]
  }
  return best
}

/** The smallest move that is one; 0 means there was no line near. */
function smallest(moves: readonly number[]): number {
  const real = moves.filter((move) => move !== 0)
  return real.length === 0 ? 0 : real.reduce((a, b) => (Math.abs(a) <= Math.abs(b) ? a : b))
}
