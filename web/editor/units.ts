/** Lengths on a picture in pixels and, where its metadata tell how large a pixel is, in millimetres. Pure. */
import type { Point } from './geometry/types'

/** Millimetres a pixel is wide and high. */
export type Spacing = readonly [number, number]

const MM_PER_INCH = 25.4

/** How large a pixel is by an item's metadata: `spacing` in mm, one number or [x, y], else `dpi`. Null where neither says. */
export function spacingOf(metadata: Readonly<Record<string, unknown>>): Spacing | null {
  const { spacing, dpi } = metadata
  return pairOf(spacing) ?? mapped(pairOf(dpi), (dots) => MM_PER_INCH / dots)
}

export interface Measured {
  readonly pixels: number
  readonly millimetres: number | null
  /** Degrees from the line to the right, counterclockwise as one sees it, from 0 up to 360; in mm where these are known. */
  readonly angle: number
}

export function measured(from: Point, to: Point, spacing: Spacing | null): Measured {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const [width, height] = spacing ?? [1, 1]
  const degrees = (Math.atan2(-dy * height, dx * width) * 180) / Math.PI
  return {
    pixels: Math.hypot(dx, dy),
    millimetres: spacing && Math.hypot(dx * width, dy * height),
    angle: (degrees + 360) % 360,
  }
}

/** Such as `5.0 px · 2.50 mm · 53.1°`. */
export function measuredText({ pixels, millimetres, angle }: Measured): string {
  const parts = [`${pixels.toFixed(1)} px`, ...(millimetres === null ? [] : [`${millimetres.toFixed(2)} mm`])]
  return [...parts, `${angle.toFixed(1)}°`].join(' · ')
}

/** Two sound positive numbers, the same twice where one is given. Lists in CSV give numbers as text. */
function pairOf(value: unknown): Spacing | null {
  const given: readonly unknown[] = Array.isArray(value) && value.length === 2 ? (value as readonly unknown[]) : [value, value]
  const [x, y] = given.map((one) => (typeof one === 'string' && one.trim() !== '' ? Number(one) : one))
  return isSize(x) && isSize(y) ? [x, y] : null
}

function isSize(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0
}

function mapped(pair: Spacing | null, change: (size: number) => number): Spacing | null {
  return pair && [change(pair[0]), change(pair[1])]
}
