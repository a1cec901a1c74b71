/** Pixels to be drawn, whether they rest or are being painted: asked for run by run, and only for what has changed. */
import { eachRunOfRows, edgesOf } from './rasterEdges'
import type { Bounds, Raster } from './types'

export interface Pixels {
  /** Whether they are being painted. */
  readonly live: boolean
  /** All set pixels lie within. */
  readonly bounds: Bounds
  /** Grows with every change; 0 for what never changes. */
  readonly version: number
  /** Where something may have changed since that version; null where nothing has. */
  changedSince(version: number): Bounds | null
  /** Visits the runs of set pixels in the rows that bounds reach into; they may stick out to both sides. */
  eachRun(within: Bounds, visit: (row: number, start: number, end: number) => void): void
}

const KNOWN = new WeakMap<Raster, Pixels>()

/** Pixels that rest, the same object for the same raster, so that pictures of them can be kept. */
export function pixelsOf(raster: Raster): Pixels {
  const known = KNOWN.get(raster)
  if (known) return known
  const { x, y, width, height } = raster
  const made: Pixels = {
    live: false,
    bounds: { minX: x, minY: y, maxX: x + width, maxY: y + height },
    version: 0,
    changedSince: () => null,
    eachRun: ({ minY, maxY }, visit) => eachRunOfRows(edgesOf(raster), Math.floor(minY), Math.ceil(maxY), visit),
  }
  KNOWN.set(raster, made)
  return made
}
