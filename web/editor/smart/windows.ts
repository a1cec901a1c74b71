/** Which part of a picture is read for a prompt: as fine as the person saw it, as wide as the object is. */
import type { Bounds, Point, Size } from '../geometry/types'
import { type Pixels, type Region, emptyRegion } from '../vision/pixels'
import type { Desk, Sight } from './types'

/** Windows lie on a grid of this many pixels, so that a small pan reads nothing anew. */
const GRID = 64
/** How much is read beyond what is in view, as a share of it. */
const MARGIN = 0.15

/** What is in view and a little beyond, whole grid cells, cut at the picture's border. */
export function seenWindow({ visible }: Sight, size: Size): Bounds {
  const [marginX, marginY] = [(visible.maxX - visible.minX) * MARGIN, (visible.maxY - visible.minY) * MARGIN]
  return {
    minX: Math.max(Math.floor((visible.minX - marginX) / GRID) * GRID, 0),
    minY: Math.max(Math.floor((visible.minY - marginY) / GRID) * GRID, 0),
    maxX: Math.min(Math.ceil((visible.maxX + marginX) / GRID) * GRID, size.width),
    maxY: Math.min(Math.ceil((visible.maxY + marginY) / GRID) * GRID, size.height),
  }
}

/** The same window, grown to hold some points. */
export function windowWith(seen: Bounds, points: readonly Point[], size: Size): Bounds {
  const xs = points.map(({ x }) => x)
  const ys = points.map(({ y }) => y)
  return {
    minX: Math.max(Math.floor(Math.min(seen.minX, ...xs) / GRID) * GRID, 0),
    minY: Math.max(Math.floor(Math.min(seen.minY, ...ys) / GRID) * GRID, 0),
    maxX: Math.min(Math.ceil(Math.max(seen.maxX, ...xs) / GRID) * GRID, size.width),
    maxY: Math.min(Math.ceil(Math.max(seen.maxY, ...ys) / GRID) * GRID, size.height),
  }
}

export function wholePicture({ width, height }: Size): Bounds {
  return { minX: 0, minY: 0, maxX: width, maxY: height }
}

/** A region with the pixels it was found among. */
export interface Piece {
  readonly region: Region
  readonly pixels: Pixels
}

/** What is found in view; where it goes on beyond the window, what is found on the whole picture. */
export async function foundAround(sight: Sight, desk: Desk, most: number, find: (pixels: Pixels) => Region | Promise<Region>): Promise<Piece> {
  const { size } = desk.picture
  const pixels = await desk.picture.pixels(seenWindow(sight, size), most)
  const region = await find(pixels)
  if (!leaves(region, pixels, size)) return { region, pixels }
  const all = await desk.picture.pixels(wholePicture(size), most)
  return { region: await find(all), pixels: all }
}

/** Whether a region reaches a side of its window beyond which the picture goes on. */
function leaves({ width, height, inside }: Region, { x, y, step }: Pixels, size: Size): boolean {
  const any = (from: number, stride: number, count: number): boolean => {
    for (let i = 0; i < count; i++) if (inside[from + i * stride] === 1) return true
    return false
  }
  return (
    (x > 0 && any(0, width, height)) ||
    (y > 0 && any(0, 1, width)) ||
    (x + width * step < size.width && any(width - 1, width, height)) ||
    (y + height * step < size.height && any((height - 1) * width, 1, width))
  )
}

/** Several regions as one: each is added to those before it, or taken from them. On the finest of their grids. */
export function combined(parts: readonly (Piece & { readonly wanted: boolean })[]): Piece | null {
  const [first, ...rest] = parts
  if (!first) return null
  const frame = rest.every(({ pixels }) => sameGrid(pixels, first.pixels)) ? first.pixels : frameOf(parts.map(({ pixels }) => pixels))
  const region = emptyRegion(frame)
  for (const { region: part, pixels, wanted } of parts) lay(part, pixels, region, frame, wanted ? 1 : 0)
  return { region, pixels: { ...frame, data: first.pixels.data } }
}

/** A region among coarse pixels as one among others. */
export function laidOn(frame: Frame, { region, pixels }: Piece): Region {
  const onto = emptyRegion(frame)
  lay(region, pixels, onto, frame, 1)
  return onto
}

type Frame = Omit<Pixels, 'data'>

function sameGrid(a: Frame, b: Frame): boolean {
  return a.x === b.x && a.y === b.y && a.step === b.step && a.width === b.width && a.height === b.height
}

function frameOf(frames: readonly Frame[]): Frame {
  const step = Math.min(...frames.map((frame) => frame.step))
  const [x, y] = [Math.min(...frames.map((frame) => frame.x)), Math.min(...frames.map((frame) => frame.y))]
  const right = Math.max(...frames.map((frame) => frame.x + frame.width * frame.step))
  const bottom = Math.max(...frames.map((frame) => frame.y + frame.height * frame.step))
  return { x, y, step, width: Math.ceil((right - x) / step), height: Math.ceil((bottom - y) / step) }
}

function lay(part: Region, from: Frame, onto: Region, frame: Frame, value: 0 | 1): void {
  const [left, top] = [Math.floor((from.x - frame.x) / frame.step), Math.floor((from.y - frame.y) / frame.step)]
  const [right, bottom] = [left + Math.ceil((from.width * from.step) / frame.step), top + Math.ceil((from.height * from.step) / frame.step)]
  for (let y = Math.max(top, 0); y < Math.min(bottom, onto.height); y++) {
    const row = Math.floor((frame.y + (y + 0.5) * frame.step - from.y) / from.step)
    if (row < 0 || row >= from.height) continue
    for (let x = Math.max(left, 0); x < Math.min(right, onto.width); x++) {
      const column = Math.floor((frame.x + (x + 0.5) * frame.step - from.x) / from.step)
      if (column >= 0 && column < from.width && part.inside[row * from.width + column] === 1) onto.inside[y * onto.width + x] = value
    }
  }
}
