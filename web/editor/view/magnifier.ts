/** The magnifier: a window at the pointer that shows the pixels below it larger. Pure numbers. */
import type { Point, Size } from '../geometry/types'
import type { PointEvent } from '../label'
import type { Settings } from '../settings'
import type { Camera } from './camera'

/** The side of the window in screen pixels. */
export const LENS = 184
/** How many times larger than the view it shows the picture. */
export const FACTORS = [2, 4, 8, 16] as const
const FACTOR = 4
/** Screen pixels a pixel of the picture has at most. */
const SCALE_MAX = 128
/** How far from a finger or the tip of a pen the window stands, so that the hand does not cover it. */
const ASIDE = 36

/** The name that its setting is kept under. */
export const MAGNIFIER = 'magnifier'

export function factorOf(settings: Readonly<Record<string, Settings>>): number {
  const factor = settings[MAGNIFIER]?.factor
  return FACTORS.find((one) => one === factor) ?? FACTOR
}

/** The factor after this one, the smallest after the largest. */
export function nextFactor(factor: number): number {
  return FACTORS.find((one) => one > factor) ?? FACTORS[0]
}

/** What the window looks at: the point of the picture below the pointer in its middle. */
export function magnified(camera: Camera, at: Point, factor: number): Camera {
  const scale = Math.max(Math.min(camera.scale * factor, SCALE_MAX), camera.scale)
  const half = LENS / 2 / scale
  return { scale, x: camera.x + at.x / camera.scale - half, y: camera.y + at.y / camera.scale - half }
}

/** Where the window's top left corner is: around a mouse, above a finger or pen, and below it where no room is above. */
export function lensAt(at: Point, pointer: PointEvent['pointer'], view: Size): Point {
  if (pointer === 'mouse') return { x: at.x - LENS / 2, y: at.y - LENS / 2 }
  const above = at.y - LENS - ASIDE
  const x = Math.min(Math.max(at.x - LENS / 2, 0), Math.max(view.width - LENS, 0))
  return { x, y: above >= 0 ? above : at.y + ASIDE }
}
