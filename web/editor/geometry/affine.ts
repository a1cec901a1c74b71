/** An affine map of the plane: x' = a·x + b·y + c, y' = d·x + e·y + f. Mirrors `core/geometry/affine.py`. */
import type { Point } from './types'

export interface Affine {
  readonly a: number
  readonly b: number
  readonly c: number
  readonly d: number
  readonly e: number
  readonly f: number
}

export function moved({ a, b, c, d, e, f }: Affine, { x, y }: Point): Point {
  return { x: a * x + b * y + c, y: d * x + e * y + f }
}

/** The image of a direction: without the shift. */
export function directed({ a, b, d, e }: Affine, { x, y }: Point): Point {
  return { x: a * x + b * y, y: d * x + e * y }
}

/** A turn about a point, degrees clockwise on the screen. Quarter turns are exact. */
export function rotation(degrees: number, { x, y }: Point): Affine {
  const [cos, sin] = cosineSine(degrees)
  return { a: cos, b: -sin, c: x - cos * x + sin * y, d: sin, e: cos, f: y - sin * x - cos * y }
}

/** Stretching about a point that stays where it is; a negative factor mirrors. */
export function scaling(sx: number, sy: number, { x, y }: Point): Affine {
  return { a: sx, b: 0, c: x - sx * x, d: 0, e: sy, f: y - sy * y }
}

export function mirrors({ a, b, d, e }: Affine): boolean {
  return a * e - b * d < 0
}

/** The same direction as an angle in (−180, 180]. */
export function turn(degrees: number): number {
  const rest = degrees % 360
  if (rest > 180) return rest - 360
  return rest <= -180 ? rest + 360 : rest + 0
}

const QUARTERS: Readonly<Record<number, readonly [number, number]>> = { 0: [1, 0], 90: [0, 1], 180: [-1, 0], [-90]: [0, -1] }

function cosineSine(degrees: number): readonly [number, number] {
  const angle = turn(degrees)
  const radians = (angle * Math.PI) / 180
  return QUARTERS[angle] ?? [Math.cos(radians), Math.sin(radians)]
}
