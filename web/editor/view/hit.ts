/** What lies below the pointer: candidates from the index, exact geometry, smallest first. Pure. */
import { areaOf, distanceToOutline, touches } from '../geometry/geometry'
import type { Bounds, Geometry, Point } from '../geometry/types'

export interface HitTarget {
  readonly id: string
  readonly geometry: Geometry
  /** The type's own test, where it has one. */
  readonly hit: ((point: Point, reach: number) => boolean) | null
}

/** Ids below a point, the one a person most likely means first: smaller before larger, nearer edge before farther. */
export function hitStack(targets: Iterable<HitTarget>, point: Point, reach: number): string[] {
  const hit = [...targets].filter((target) => (target.hit ? target.hit(point, reach) : touches(target.geometry, point, reach)))
  // One alone is first without being measured, which takes its time for a long outline.
  if (hit.length < 2) return hit.map(({ id }) => id)
  return hit
    .map((target) => ({
      id: target.id,
      area: areaOf(target.geometry),
      edge: distanceToOutline(target.geometry, point),
    }))
    .sort((a, b) => a.area - b.area || a.edge - b.edge || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id)
}

/** The next one below, when the same place is asked again; the first when nothing of the stack is chosen. */
export function nextInStack(stack: readonly string[], current: ReadonlySet<string>): string | null {
  const at = stack.findIndex((id) => current.has(id))
  return stack[(at + 1) % Math.max(stack.length, 1)] ?? null
}

/** The bounds of a square around a point. */
export function around(point: Point, reach: number): Bounds {
  return { minX: point.x - reach, minY: point.y - reach, maxX: point.x + reach, maxY: point.y + reach }
}
