/** Between regions of pixels and the neutral shapes that label types take. Pure. */
import { ringArea } from '../geometry/plane'
import type { Point, Size } from '../geometry/types'
import type { MaskView, PolygonView } from '../views'
import { outlines, simplified } from './outline'
import { type Pixels, type Region, emptyRegion } from './pixels'
import { boxOf } from './region'

/** Where a region lies on the picture: the first pixel's corner, and how many of the picture's pixels one stands for. */
export type Place = Pick<Pixels, 'x' | 'y' | 'step'>

/** An outline stays within this many pixels of the grid; that of something small closer, by its own size. */
const TOLERANCE = 1
const TOLERANCE_OF_SIZE = 0.05

/**
 * The region as runs of the picture's own pixels, with smooth borders where one stands for many; null where it is
 * empty. The last ones may reach beyond the picture, at whose border they are cut.
 */
export function maskOf(region: Region, place: Place, size: Size): MaskView | null {
  const box = boxOf(region)
  if (!box) return null
  const { step } = place
  const width = Math.min((box.right - box.left) * step, size.width - place.x - box.left * step)
  const height = Math.min((box.bottom - box.top) * step, size.height - place.y - box.top * step)
  const runs = new Runs()
  for (let y = 0; y < height; y++) {
    if (step === 1) addRow(region, box.left, box.top + y, width, runs)
    else addEnlargedRow(region, box.left * step, box.top * step + y, width, step, runs)
  }
  const counts = runs.end()
  return { kind: 'mask', x: place.x + box.left * step, y: place.y + box.top * step, width, height, counts }
}

/** The region as rings with few corners, in the picture's pixels; null where it is empty. Cut at the picture's border. */
export function polygonOf(region: Region, { x, y, step }: Place, size: Size): PolygonView | null {
  const onPicture = (ring: readonly Point[]): readonly Point[] => {
    const tolerance = Math.min(TOLERANCE, TOLERANCE_OF_SIZE * Math.sqrt(Math.abs(ringArea(ring))))
    return simplified(ring, tolerance).map((point) => ({ x: Math.min(x + point.x * step, size.width), y: Math.min(y + point.y * step, size.height) }))
  }
  const parts = outlines(region).map((rings) => rings.map(onPicture))
  return parts.length === 0 ? null : { kind: 'polygon', parts }
}

/** The pixels of a grid whose middles lie inside rings, by the even-odd rule. Rings are in the picture's pixels. */
export function filled(rings: readonly (readonly Point[])[], { x, y, step, width, height }: Omit<Pixels, 'data'>): Region {
  const region = emptyRegion({ width, height })
  for (let row = 0; row < height; row++) {
    const crossings = crossingsAt(rings, y + (row + 0.5) * step)
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const from = Math.max(Math.ceil(((crossings[i] ?? 0) - x) / step - 0.5), 0)
      const to = Math.min(Math.ceil(((crossings[i + 1] ?? 0) - x) / step - 0.5), width)
      if (to > from) region.inside.fill(1, row * width + from, row * width + to)
    }
  }
  return region
}

function crossingsAt(rings: readonly (readonly Point[])[], y: number): number[] {
  const crossings: number[] = []
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [a, b] = [ring[i] as Point, ring[j] as Point]
      if (a.y > y !== b.y > y) crossings.push(a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x))
    }
  }
  return crossings.sort((a, b) => a - b)
}

/** Run lengths as they come, zeros first. */
class Runs {
  readonly #counts: number[] = []
  #value = 0
  #run = 0

  add(value: number, length: number): void {
    if (value !== this.#value) {
      this.#counts.push(this.#run)
      this.#value = value
      this.#run = 0
    }
    this.#run += length
  }

  end(): readonly number[] {
    return [...this.#counts, this.#run]
  }
}

function addRow({ width, inside }: Region, left: number, row: number, length: number, runs: Runs): void {
  for (let i = row * width + left; i < row * width + left + length; i++) runs.add(inside[i] ?? 0, 1)
}

/**
 * A row of the picture's pixels of a region of larger ones, between whose middles the border runs: inside is where the
 * four around are by more than half. Where they are alike, nothing needs to be worked out.
 */
function addEnlargedRow(region: Region, left: number, y: number, length: number, step: number, runs: Runs): void {
  const { width, height, inside } = region
  const v = (y + 0.5) / step - 0.5
  const top = Math.floor(v)
  const fromTop = v - top
  const [above, below] = [Math.max(top, 0) * width, Math.min(top + 1, height - 1) * width]
  for (let x = left; x < left + length; ) {
    const column = Math.floor((x + 0.5) / step - 0.5)
    const next = Math.min(Math.ceil((column + 1.5) * step - 0.5), left + length)
    const [x0, x1] = [Math.max(column, 0), Math.min(column + 1, width - 1)]
    const atLeft = (inside[above + x0] ?? 0) * (1 - fromTop) + (inside[below + x0] ?? 0) * fromTop
    const atRight = (inside[above + x1] ?? 0) * (1 - fromTop) + (inside[below + x1] ?? 0) * fromTop
    if (atLeft === atRight) runs.add(atLeft >= 0.5 ? 1 : 0, next - x)
    else for (let at = x; at < next; at++) runs.add(atLeft + (atRight - atLeft) * ((at + 0.5) / step - 0.5 - column) >= 0.5 ? 1 : 0, 1)
    x = next
  }
}
