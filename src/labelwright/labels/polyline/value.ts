/** The value of a polyline: what becomes of it on its picture, and the shapes it comes from and leads to. */
import { type Affine, moved } from '@editor/geometry/affine'
import { betweenLines, stripOverlap } from '@editor/geometry/line'
import { boundsOfPoints } from '@editor/geometry/plane'
import type { PathGeometry, Point } from '@editor/geometry/types'
import type { Ground, Options } from '@editor/label'
import type { View } from '@editor/views'

export type Pair = readonly [x: number, y: number]

/** At least two points, joined by straight lines in their order. */
export interface PolylineValue {
  readonly points: readonly Pair[]
}

export const POINTS_MAX = 10_000
/** Points are kept to this share of a pixel. */
const GRID = 100
const TOLERANCE = 20

const PLACES = new WeakMap<PolylineValue, PathGeometry>()

/** Where the line lies: the same object for the same value. */
export function placeOf(value: PolylineValue): PathGeometry {
  const known = PLACES.get(value)
  if (known) return known
  const made: PathGeometry = { kind: 'path', points: value.points.map(([x, y]) => ({ x, y })) }
  PLACES.set(value, made)
  return made
}

export function valueOf(points: readonly Point[]): PolylineValue {
  return { points: points.map(({ x, y }): Pair => [x, y]) }
}

/** Points brought into the picture and to hundredths of a pixel; null where no line is left, or too many points. */
export function settle(value: PolylineValue, { size }: Ground<PolylineValue>): PolylineValue | null {
  const settled = (at: number, most: number): number => Math.round(Math.min(Math.max(at, 0), most) * GRID) / GRID
  const points = value.points.map(([x, y]): Pair => [settled(x, size?.width ?? Infinity), settled(y, size?.height ?? Infinity)])
  const apart = points.filter((point, i) => i === 0 || !alike(point, points[i - 1]))
  if (apart.length < 2 || apart.length > POINTS_MAX) return null
  const same = apart.length === value.points.length && apart.every((point, i) => alike(point, value.points[i]))
  return same ? value : { points: apart }
}

export function nudge({ points }: PolylineValue, by: Point): PolylineValue {
  return { points: points.map(([x, y]): Pair => [x + by.x, y + by.y]) }
}

export function transform(value: PolylineValue, affine: Affine): PolylineValue {
  return valueOf(placeOf(value).points.map((point) => moved(affine, point)))
}

/** Points at equal shares of both lengths move in straight lines; a line drawn the other way is turned. */
export function between(a: PolylineValue, b: PolylineValue, t: number): PolylineValue {
  if (t <= 0 || t >= 1) return t <= 0 ? a : b
  return valueOf(betweenLines(placeOf(a).points, placeOf(b).points, t))
}

/** 1 − IoU of the strips along both lines, as wide as their class tolerates. */
export function distance(a: PolylineValue, b: PolylineValue, { tolerance = TOLERANCE }: Options): number {
  return 1 - stripOverlap(placeOf(a).points, placeOf(b).points, Number(tolerance))
}

export function views(value: PolylineValue): readonly View[] {
  const { points } = placeOf(value)
  const bounds = boundsOfPoints(points)
  if (!bounds) return [{ kind: 'line', points }]
  const { minX, minY, maxX, maxY } = bounds
  return [
    { kind: 'line', points },
    { kind: 'box', x: minX, y: minY, width: maxX - minX, height: maxY - minY, angle: 0 },
  ]
}

export function fromView(view: View): PolylineValue | null {
  if (view.kind !== 'line' || view.points.length > POINTS_MAX) return null
  const value = valueOf(view.points)
  return value.points.some((point) => !alike(point, value.points[0])) ? value : null
}

function alike(a: Pair | undefined, b: Pair | undefined): boolean {
  return a?.[0] === b?.[0] && a?.[1] === b?.[1]
}
