/**
 * The corners of outlines and lines, however many: which can be dragged at a zoom, and what comes of it. For label types
 * that are made of points. Pure.
 */
import type { Bounds, Point } from './geometry/types'
import type { Handle } from './label'

/** A corner, or the middle of the edge after it, where a new corner can be drawn out. */
export interface Corner {
  readonly path: number
  readonly index: number
  readonly between: boolean
}

export interface CornerPath {
  readonly points: readonly Point[]
  readonly closed: boolean
}

/** Corners that lie closer together, in screen pixels, have one handle among them, until one zooms in. */
const SPACING = 18
/** An edge needs this many screen pixels for a handle in its middle. */
const MIDDLE_FROM = 44

/** The handles that fit at a scale of so many screen pixels per image pixel, of those within bounds. */
export function cornerHandles(paths: readonly CornerPath[], scale: number, within: Bounds): Handle[] {
  const [spacing, middleFrom] = [(SPACING / scale) ** 2, (MIDDLE_FROM / scale) ** 2]
  const handles: Handle[] = []
  const add = (at: Point, corner: Corner): void => {
    if (at.x < within.minX || at.x > within.maxX || at.y < within.minY || at.y > within.maxY) return
    handles.push({ name: nameOf(corner), at, shape: corner.between ? 'dot' : 'square', cursor: corner.between ? 'copy' : 'move' })
  }
  paths.forEach(({ points, closed }, path) => {
    const [first] = points
    let shown = first
    for (let index = 0; index < points.length; index++) {
      const point = points[index] as Point
      const next = points[index + 1] ?? (closed ? first : undefined)
      if (index === 0 || (squared(shown, point) >= spacing && (!closed || squared(first, point) >= spacing))) {
        shown = point
        add(point, { path, index, between: false })
      }
      if (next && squared(point, next) >= middleFrom) {
        add({ x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 }, { path, index, between: true })
      }
    }
  })
  return handles
}

/** The corner that a handle's name means; null where it means none. */
export function cornerOf(name: string): Corner | null {
  const found = /^(\d+)\.(\d+)(\+?)$/u.exec(name)
  return found ? { path: Number(found[1]), index: Number(found[2]), between: found[3] === '+' } : null
}

/** The points with a corner moved to another place, or with a new one there. */
export function withCorner<P>(points: readonly P[], { index, between }: Corner, to: P): readonly P[] {
  return between ? [...points.slice(0, index + 1), to, ...points.slice(index + 1)] : points.with(index, to)
}

export function withoutCorner<P>(points: readonly P[], { index }: Corner): readonly P[] {
  return [...points.slice(0, index), ...points.slice(index + 1)]
}

function squared(a: Point | undefined, b: Point): number {
  return a ? (a.x - b.x) ** 2 + (a.y - b.y) ** 2 : 0
}

function nameOf({ path, index, between }: Corner): string {
  return `${path}.${index}${between ? '+' : ''}`
}
