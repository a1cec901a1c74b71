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
  const counts: number[] = []
  let [value, run] = [0, 0]
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const here = step === 1 ? (region.inside[(box.top + y) * region.width + box.left + x] ?? 0) : enlarged(region, box.left * step + x, box.top * step + y, step)
      if (here !== value) {
        counts.push(run)
        ;[value, run] = [here, 0]
      }
      run++
    }
  }
  counts.push(run)
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

/** Whether the picture's pixel lies inside a region of larger ones, between whose middles the border runs. */
function enlarged({ width, height, inside }: Region, x: number, y: number, step: number): 0 | 1 {
  const [u, v] = [(x + 0.5) / step - 0.5, (y + 0.5) / step - 0.5]
  const [left, top] = [Math.floor(u), Math.floor(v)]
  const [fromLeft, fromTop] = [u - left, v - top]
  const [x0, x1] = [Math.max(left, 0), Math.min(left + 1, width - 1)]
  const [y0, y1] = [Math.max(top, 0) * width, Math.min(top + 1, height - 1) * width]
  const above = (inside[y0 + x0] ?? 0) * (1 - fromLeft) + (inside[y0 + x1] ?? 0) * fromLeft
  const below = (inside[y1 + x0] ?? 0) * (1 - fromLeft) + (inside[y1 + x1] ?? 0) * fromLeft
  return above * (1 - fromTop) + below * fromTop >= 0.5 ? 1 : 0
}
