/** Arithmetic of points, rings and bounds in the plane. */
import type { Bounds, Point } from './types'

const RADIANS = Math.PI / 180

/** A point turned about a centre, degrees clockwise as seen on a screen. */
export function turned(point: Point, centre: Point, degrees: number): Point {
  if (degrees === 0) return point
  const sin = Math.sin(degrees * RADIANS)
  const cos = Math.cos(degrees * RADIANS)
  const dx = point.x - centre.x
  const dy = point.y - centre.y
  return { x: centre.x + dx * cos - dy * sin, y: centre.y + dx * sin + dy * cos }
}

/** The angle of a direction in degrees clockwise from up, from 0 up to 360. */
export function bearing(from: Point, to: Point): number {
  const degrees = Math.atan2(to.x - from.x, from.y - to.y) / RADIANS
  return (degrees + 360) % 360
}

export function boundsOfPoints(points: readonly Point[]): Bounds | null {
  if (points.length === 0) return null
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const { x, y } of points) {
    minX = Math.min(minX, x)
    minY = Math.min(minY, y)
    maxX = Math.max(maxX, x)
    maxY = Math.max(maxY, y)
  }
  return { minX, minY, maxX, maxY }
}

export function intersects(a: Bounds, b: Bounds): boolean {
  return a.minX <= b.maxX && a.maxX >= b.minX && a.minY <= b.maxY && a.maxY >= b.minY
}

export function grown(bounds: Bounds, by: number): Bounds {
  return { minX: bounds.minX - by, minY: bounds.minY - by, maxX: bounds.maxX + by, maxY: bounds.maxY + by }
}

export function union(a: Bounds | null, b: Bounds | null): Bounds | null {
  if (a === null || b === null) return a ?? b
  return {
    minX: Math.min(a.minX, b.minX),
    minY: Math.min(a.minY, b.minY),
    maxX: Math.max(a.maxX, b.maxX),
    maxY: Math.max(a.maxY, b.maxY),
  }
}

export function boundsBetween(a: Point, b: Point): Bounds {
  return { minX: Math.min(a.x, b.x), minY: Math.min(a.y, b.y), maxX: Math.max(a.x, b.x), maxY: Math.max(a.y, b.y) }
}

export function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}

/** Signed: positive where the ring runs clockwise on a screen. */
export function ringArea(ring: readonly Point[]): number {
  let twice = 0
  eachEdge(ring, true, (a, b) => (twice += a.x * b.y - b.x * a.y))
  return twice / 2
}

/** By the even-odd rule. */
export function insideRings(rings: readonly (readonly Point[])[], point: Point): boolean {
  let inside = false
  for (const ring of rings) {
    eachEdge(ring, true, (a, b) => {
      const crosses = a.y > point.y !== b.y > point.y
      if (crosses && point.x < ((b.x - a.x) * (point.y - a.y)) / (b.y - a.y) + a.x) inside = !inside
    })
  }
  return inside
}

export function nearPath(points: readonly Point[], closed: boolean, point: Point, reach: number): boolean {
  return distanceToPath(points, closed, point) <= reach
}

export function distanceToPath(points: readonly Point[], closed: boolean, point: Point): number {
  const [only] = points
  if (points.length === 1 && only) return distance(only, point)
  let least = Infinity
  eachEdge(points, closed, (a, b) => {
    const t = shareOnSegment(point, a, b)
    const [x, y] = [point.x - a.x - t * (b.x - a.x), point.y - a.y - t * (b.y - a.y)]
    least = Math.min(least, x * x + y * y)
  })
  return Math.sqrt(least)
}

export function nearestOnSegment(point: Point, a: Point, b: Point): Point {
  const t = shareOnSegment(point, a, b)
  return { x: a.x + t * (b.x - a.x), y: a.y + t * (b.y - a.y) }
}

/** Where between two points, from 0 to 1, the place nearest to a point lies. */
function shareOnSegment(point: Point, a: Point, b: Point): number {
  const dx = b.x - a.x
  const dy = b.y - a.y
  const length = dx * dx + dy * dy
  return length === 0 ? 0 : Math.min(Math.max(((point.x - a.x) * dx + (point.y - a.y) * dy) / length, 0), 1)
}

function eachEdge(points: readonly Point[], closed: boolean, visit: (a: Point, b: Point) => void): void {
  for (let i = closed ? 0 : 1; i < points.length; i++) {
    const a = points[(i + points.length - 1) % points.length]
    const b = points[i]
    if (a && b) visit(a, b)
  }
}
