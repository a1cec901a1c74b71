/**
 * Pixels while they are being painted: one byte each, in bands of rows that are set up when a stroke comes to them. Runs
 * are made of them when the stroke has ended, not before.
 */
import { boundsBetween, intersects, union } from './plane'
import type { Pixels } from './pixels'
import { type Edges, EdgesBuilder } from './rasterEdges'
import { type Dab, type Tip, eachSwept } from './rasterStamp'
import type { Bounds, Size } from './types'

/** Rows that are set up together when the first of them is painted, as a power of two. */
const BAND_BITS = 5
/** Changes that are told apart; what is older counts as changed everywhere. */
const REMEMBERED = 64
const NOWHERE: Bounds = { minX: 0, minY: 0, maxX: 0, maxY: 0 }
const NO_PIXELS = new Uint8Array(0)

export class Sheet implements Pixels {
  readonly live = true
  version = 0
  #bands: Uint8Array[] = []
  #painted: Bounds | null = null
  #changes: { readonly version: number; readonly bounds: Bounds }[] = []

  constructor(readonly limits: Size) {}

  get bounds(): Bounds {
    return this.#painted ?? NOWHERE
  }

  get isEmpty(): boolean {
    return this.#painted === null
  }

  /** Paints what a tip sweeps over. */
  sweep(from: Dab, to: Dab, tip: Tip): void {
    const { width, height } = this.limits
    const half = Math.max(from.size, to.size) / 2
    const path = boundsBetween(from, to)
    const within = {
      minX: Math.max(Math.floor(path.minX - half), 0),
      minY: Math.max(Math.floor(path.minY - half), 0),
      maxX: Math.min(Math.ceil(path.maxX + half), width),
      maxY: Math.min(Math.ceil(path.maxY + half), height),
    }
    if (within.minX >= within.maxX || within.minY >= within.maxY) return
    eachSwept(from, to, tip, (row, start, end) => {
      if (row < within.minY || row >= within.maxY) return
      const band = (this.#bands[row >> BAND_BITS] ??= new Uint8Array(width << BAND_BITS))
      const line = lineOf(row) * width
      band.fill(1, line + Math.max(start, within.minX), line + Math.min(end, within.maxX))
    })
    this.#painted = union(this.#painted, within)
    this.#changes = [...this.#changes.slice(1 - REMEMBERED), { version: ++this.version, bounds: within }]
  }

  changedSince(version: number): Bounds | null {
    if (version === this.version) return null
    const later = this.#changes.filter((change) => change.version > version)
    return later.length === this.version - version ? later.reduce<Bounds | null>((all, { bounds }) => union(all, bounds), null) : this.bounds
  }

  eachRun(within: Bounds, visit: (row: number, start: number, end: number) => void): void {
    if (!this.#painted || !intersects(this.#painted, within)) return
    const [from, to] = [Math.max(Math.floor(within.minX), this.#painted.minX), Math.min(Math.ceil(within.maxX), this.#painted.maxX)]
    const [top, bottom] = [Math.max(Math.floor(within.minY), this.#painted.minY), Math.min(Math.ceil(within.maxY), this.#painted.maxY)]
    for (let row = top; row < bottom; row++) {
      const origin = lineOf(row) * this.limits.width
      const line = this.#bands[row >> BAND_BITS]?.subarray(origin + from, origin + to) ?? NO_PIXELS
      for (let start = line.indexOf(1); start >= 0; ) {
        const end = line.indexOf(0, start)
        visit(row, from + start, end < 0 ? to : from + end)
        start = end < 0 ? -1 : line.indexOf(1, end)
      }
    }
  }

  /** All that has been painted. */
  edges(): Edges {
    const result = new EdgesBuilder()
    if (this.#painted) this.eachRun(this.#painted, (row, start, end) => result.add(row, start, end))
    return result.done()
  }
}

/** The place of a row in its band. */
function lineOf(row: number): number {
  return row & ((1 << BAND_BITS) - 1)
}
