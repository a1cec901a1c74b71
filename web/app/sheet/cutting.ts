// Which part of a picture a tile shows, and from which picture that the server gives it is cut. Pure.
import type { Bounds, Size } from '@editor'
import type { SheetCell } from '@client/queries/sheet'
import { keyOf } from './marks'

/** So much is shown around an annotation, as a share of its longer side, and in pixels at least. */
const MARGIN = 0.2
const MARGIN_LEAST = 6
/** Less than this is never cut out: what is a few pixels large is seen among what lies around it. */
const SIDE_LEAST = 24

/** Thumbnails, each of which all tiles of a picture share, and cutouts, by the pixels of their side. */
const THUMBNAILS = [512, 1024] as const
const CUTOUTS = [128, 256, 512] as const
/** A picture will do while it has so many of the pixels that a tile could show. */
const SHARP_ENOUGH = 0.6
/** So many cutouts of one picture come in one row. */
const IN_A_ROW = 24

/**
 * A square of the picture around the annotation, in whole pixels, moved into the picture where it fits; all of it where
 * it has no place.
 */
export function frameOf(bounds: SheetCell['bounds'], { width, height }: Size): Bounds {
  if (bounds === null) return square(width / 2, height / 2, Math.max(width, height), { width, height })
  const [left, top, right, bottom] = bounds
  const longest = Math.max(right - left, bottom - top)
  const side = Math.max(SIDE_LEAST, longest + 2 * Math.max(MARGIN_LEAST, MARGIN * longest))
  return square((left + right) / 2, (top + bottom) / 2, Math.ceil(side), { width, height })
}

function square(x: number, y: number, side: number, { width, height }: Size): Bounds {
  const minX = within(x - side / 2, width - side)
  const minY = within(y - side / 2, height - side)
  return { minX, minY, maxX: minX + side, maxY: minY + side }
}

/** From 0 to the most; in the middle of both where the square is larger than the picture. */
function within(value: number, most: number): number {
  return Math.floor(most < 0 ? most / 2 : Math.max(0, Math.min(most, value)))
}

/** A picture, and where it lies in its tile, in shares of the tile's side. */
export interface Cut {
  readonly url: string
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/**
 * What the tiles of one page are cut from, by the keys of their cells, where a tile has so many device pixels: a
 * thumbnail of the whole, which all tiles of a picture share, or where it is too coarse a row of cutouts, for which the
 * server decodes the picture once.
 */
export function cutsOf(cells: readonly SheetCell[], pixels: number): ReadonlyMap<string, Cut> {
  const cuts = new Map<string, Cut>()
  const coarse = new Map<string, SheetCell[]>()
  for (const cell of cells) {
    const size = sizeOf(cell)
    if (cell.thumbnail === null || size === null) continue
    const cut = fromThumbnail(cell.thumbnail, size, frameOf(cell.bounds, size), pixels)
    if (cut) cuts.set(keyOf(cell), cut)
    else coarse.set(cell.item_id, [...(coarse.get(cell.item_id) ?? []), cell])
  }
  for (const few of coarse.values()) {
    for (let from = 0; from < few.length; from += IN_A_ROW) {
      const row = few.slice(from, from + IN_A_ROW)
      const url = cutoutsUrl(row, pixels)
      row.forEach((cell, place) => cuts.set(keyOf(cell), { url, left: -place, top: 0, width: row.length, height: 1 }))
    }
  }
  return cuts
}

/** The pixels of the picture, where it is one. */
export function sizeOf({ width, height }: Pick<SheetCell, 'width' | 'height'>): Size | null {
  return width === null || height === null ? null : { width, height }
}

function fromThumbnail(thumbnail: string, size: Size, frame: Bounds, pixels: number): Cut | null {
  const side = frame.maxX - frame.minX
  const longest = Math.max(size.width, size.height)
  const needed = Math.min(1, (SHARP_ENOUGH * pixels) / side)
  const fine = THUMBNAILS.find((one) => Math.min(one, longest) / longest >= needed)
  if (fine === undefined) return null
  return {
    url: `${thumbnail}?size=${String(fine)}`,
    left: -frame.minX / side,
    top: -frame.minY / side,
    width: size.width / side,
    height: size.height / side,
  }
}

function cutoutsUrl(cells: readonly SheetCell[], pixels: number): string {
  const squares = cells.flatMap((cell) => {
    const size = sizeOf(cell)
    if (size === null) return []
    const { minX, minY, maxX } = frameOf(cell.bounds, size)
    return [`${String(minX)},${String(minY)},${String(maxX - minX)}`]
  })
  const fine = CUTOUTS.find((one) => one >= SHARP_ENOUGH * pixels) ?? 512
  const base = cells[0]?.thumbnail?.replace(/thumbnail$/u, 'cutouts') ?? ''
  return `${base}?squares=${squares.join('_')}&size=${String(fine)}`
}
