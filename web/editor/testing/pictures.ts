/** Pictures with a known truth, for tests: shapes of one colour on another, with noise. */
import type { Point } from '../geometry/types'
import type { Pixels, Region } from '../vision/pixels'
import { randomFrom } from './random'

export type Color = readonly [number, number, number]

export interface Painting {
  readonly width: number
  readonly height: number
  readonly ground: Color
  /** The colour of a pixel, given its middle; null leaves the ground. */
  paint(point: Point): Color | null
  /** Standard deviation of the noise, in levels. */
  readonly noise?: number
  readonly seed?: number
}

/** The painted pixels, and where something was painted. */
export function painted({ width, height, ground, paint, noise = 0, seed = 1 }: Painting): { readonly pixels: Pixels; readonly truth: Region } {
  const random = randomFrom(seed)
  // The sum of three has a variance of a quarter and looks normal enough.
  const level = (): number => (noise === 0 ? 0 : 2 * noise * (random.next() + random.next() + random.next() - 1.5))
  const data = new Uint8ClampedArray(width * height * 4)
  const inside = new Uint8Array(width * height)
  for (let i = 0; i < inside.length; i++) {
    const color = paint({ x: (i % width) + 0.5, y: Math.floor(i / width) + 0.5 })
    if (color) inside[i] = 1
    const [red, green, blue] = color ?? ground
    data.set([red + level(), green + level(), blue + level(), 255], 4 * i)
  }
  return { pixels: { x: 0, y: 0, step: 1, width, height, data }, truth: { width, height, inside } }
}

export function disc(centre: Point, radius: number, color: Color): (point: Point) => Color | null {
  return ({ x, y }) => (Math.hypot(x - centre.x, y - centre.y) <= radius ? color : null)
}
