/** The smallest convex area around points. Mirrors `core/geometry/convex.py`. */
import type { Point } from './types'

/** Its corners, clockwise on the screen from the leftmost (Andrew's monotone chain). */
export function hullOf(points: readonly Point[]): Point[] {
  const ordered = [...points].sort((a, b) => a.x - b.x || a.y - b.y).filter((point, i, all) => point.x !== all[i - 1]?.x || point.y !== all[i - 1]?.y)
  if (ordered.length < 3) return ordered
  return [...chained(ordered).slice(0, -1), ...chained(ordered.reverse()).slice(0, -1)]
}

/** The corners met on the way along sorted points that only turns clockwise on the screen. */
function chained(ordered: readonly Point[]): Point[] {
  const chain: Point[] = []
  for (const point of ordered) {
    for (let [a, b] = chain.slice(-2); a && b && side(a, b, point) <= 0; [a, b] = chain.slice(-2)) chain.pop()
    chain.push(point)
  }
  return chain
}

/** Positive right of the line from `a` to `b` as seen on the screen. */
function side(a: Point, b: Point, point: Point): number {
  return (b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x)
}
