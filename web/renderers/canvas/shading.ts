/** From pixels of an image to pixels of the screen: which are covered, and which of those are the rim. Pure. */
import type { Bounds } from '@editor'
import type { Pixels } from '@editor/geometry/pixels'

/** A part of the screen's grid, laid over the image: pixel (0, 0) begins at the image's first corner. */
export interface Grid {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
  /** Screen pixels for each pixel of the image. */
  readonly scale: number
}

/** The part of the grid that bounds on the image reach into. */
export function gridOver({ minX, minY, maxX, maxY }: Bounds, scale: number): Grid {
  const [left, top] = [Math.floor(minX * scale), Math.floor(minY * scale)]
  return { left, top, width: Math.max(Math.ceil(maxX * scale) - left, 1), height: Math.max(Math.ceil(maxY * scale) - top, 1), scale }
}

/** What two parts of one grid have in common; null where that is nothing. */
export function overlapOf(a: Grid, b: Grid): Grid | null {
  const [left, top] = [Math.max(a.left, b.left), Math.max(a.top, b.top)]
  const width = Math.min(a.left + a.width, b.left + b.width) - left
  const height = Math.min(a.top + a.height, b.top + b.height) - top
  return width > 0 && height > 0 ? { left, top, width, height, scale: a.scale } : null
}

/** The grid with as many pixels more on every side. */
export function widened({ left, top, width, height, scale }: Grid, by: number): Grid {
  return { left: left - by, top: top - by, width: width + 2 * by, height: height + 2 * by, scale }
}

/**
 * 1 for each screen pixel of the grid that belongs to a set pixel. Where the image is shown larger, the screen pixel's
 * centre decides; where smaller, any set pixel counts, so that nothing thin vanishes.
 */
export function coverOf(pixels: Pixels, grid: Grid): Uint8Array {
  const { left, top, width, height, scale } = grid
  const cover = new Uint8Array(width * height)
  const within = { minX: left / scale, minY: top / scale, maxX: (left + width) / scale, maxY: (top + height) / scale }
  const larger = scale >= 1
  pixels.eachRun(within, (row, start, end) => {
    const from = Math.max((larger ? Math.ceil(start * scale - 0.5) : Math.floor((start + 0.5) * scale)) - left, 0)
    const to = Math.min((larger ? Math.ceil(end * scale - 0.5) : Math.floor((end - 0.5) * scale) + 1) - left, width)
    if (from >= to) return
    const first = larger ? Math.ceil(row * scale - 0.5) : Math.floor((row + 0.5) * scale)
    const last = larger ? Math.ceil((row + 1) * scale - 0.5) : first + 1
    for (let line = Math.max(first - top, 0); line < Math.min(last - top, height); line++) cover.fill(1, line * width + from, line * width + to)
  })
  return cover
}

/**
 * The colours of the inner part of a cover, without `rim` pixels on every side: `edge` where something uncovered lies
 * within the rim's reach along a row or column, `fill` elsewhere. Colours are as the canvas keeps them. Whole runs are
 * filled, and only their ends and what lies bare above or below them are looked at.
 */
export function shaded(cover: Uint8Array, { width, height }: Grid, rim: number, fill: number, edge: number): Uint32Array {
  const [innerWidth, innerHeight] = [width - 2 * rim, height - 2 * rim]
  const colors = new Uint32Array(innerWidth * innerHeight)
  for (let y = 0; y < innerHeight; y++) {
    const first = (y + rim) * width
    /** Colours columns of the cover, as far as they are inner ones. */
    const paint = (color: number, from: number, to: number): void => {
      const start = y * innerWidth - rim
      colors.fill(color, start + Math.max(from, rim), start + Math.min(to, rim + innerWidth))
    }
    eachRun(cover, first, first + width, 1, (from, to) => {
      paint(fill, from - first, to - first)
      for (let by = 1; by <= rim; by++) {
        for (const row of [-by * width, by * width]) {
          eachRun(cover, from + row, to + row, 0, (bare, end) => paint(edge, bare - row - first, end - row - first))
        }
      }
      if (from > first) paint(edge, from - first, Math.min(from + rim, to) - first)
      if (to < first + width) paint(edge, Math.max(to - rim, from) - first, to - first)
    })
  }
  return colors
}

/** Visits the runs of a value between two places. */
function eachRun(cover: Uint8Array, start: number, end: number, value: 0 | 1, visit: (from: number, to: number) => void): void {
  const part = cover.subarray(start, end)
  for (let from = part.indexOf(value); from >= 0; ) {
    const next = part.indexOf(1 - value, from)
    visit(start + from, next < 0 ? end : start + next)
    from = next < 0 ? -1 : part.indexOf(value, next)
  }
}
