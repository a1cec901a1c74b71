/** The ellipse that lies like an area: with its centre and its second moments, as a body of the same size and spread. */
import type { EllipseGeometry, Point } from './types'

type Ellipse = Omit<EllipseGeometry, 'kind'>

/** The integrals of 1, x, y, x², xy and y² over an area. */
interface Moments {
  readonly area: number
  readonly x: number
  readonly y: number
  readonly xx: number
  readonly xy: number
  readonly yy: number
}

interface Runs {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly counts: readonly number[]
}

const NOTHING: Moments = { area: 0, x: 0, y: 0, xx: 0, xy: 0, yy: 0 }

/** Of parts, each an outer ring followed by its holes; null where there is no area. */
export function ellipseOfParts(parts: readonly (readonly (readonly Point[])[])[]): Ellipse | null {
  const origin = parts[0]?.[0]?.[0] ?? { x: 0, y: 0 }
  const rings = parts.flatMap((part) => part.map((ring, i) => scaled(ofRing(ring, origin), i === 0 ? 1 : -1)))
  return ellipseOf(rings.reduce(added, NOTHING), origin)
}

/** Of pixels in row-major runs, zeros first, in a box; null where there are none. */
export function ellipseOfRuns({ x, y, width, counts }: Runs): Ellipse | null {
  let [sum, start] = [NOTHING, 0]
  counts.forEach((count, i) => {
    for (let left = start; i % 2 === 1 && left < start + count; ) {
      const row = Math.floor(left / width)
      const right = Math.min(start + count, (row + 1) * width)
      sum = added(sum, ofStrip(left - row * width, right - row * width, row))
      left = right
    }
    start += count
  })
  return ellipseOf(sum, { x, y })
}

/** The conjugate half diameters of an ellipse, such as its axes after a map, turned into its axes. */
export function ellipseOfDiameters(centre: Point, u: Point, v: Point): Ellipse | null {
  return ofSpread(centre, (u.x * u.x + v.x * v.x) / 4, (u.x * u.y + v.x * v.y) / 4, (u.y * u.y + v.y * v.y) / 4)
}

/** Moments as seen from an origin near the area, so that far places lose no digits. */
function ellipseOf({ area, x, y, xx, xy, yy }: Moments, origin: Point): Ellipse | null {
  if (area <= 0) return null
  const [cx, cy] = [x / area, y / area]
  return ofSpread({ x: origin.x + cx, y: origin.y + cy }, xx / area - cx * cx, xy / area - cx * cy, yy / area - cy * cy)
}

function ofSpread(centre: Point, xx: number, xy: number, yy: number): Ellipse | null {
  const [middle, spread] = [(xx + yy) / 2, Math.hypot((xx - yy) / 2, xy)]
  if (middle - spread <= 0) return null
  const angle = spread === 0 ? 0 : (Math.atan2(2 * xy, xx - yy) * 90) / Math.PI
  return { cx: centre.x, cy: centre.y, rx: 2 * Math.sqrt(middle + spread), ry: 2 * Math.sqrt(middle - spread), angle }
}

/** By Green's theorem; positive whichever way round the ring runs. */
function ofRing(ring: readonly Point[], origin: Point): Moments {
  let [area, x, y, xx, xy, yy] = [0, 0, 0, 0, 0, 0]
  ring.forEach((from, i) => {
    const to = ring[i + 1] ?? ring[0] ?? from
    const [ax, ay, bx, by] = [from.x - origin.x, from.y - origin.y, to.x - origin.x, to.y - origin.y]
    const cross = ax * by - bx * ay
    area += cross / 2
    x += (cross * (ax + bx)) / 6
    y += (cross * (ay + by)) / 6
    xx += (cross * (ax * ax + ax * bx + bx * bx)) / 12
    yy += (cross * (ay * ay + ay * by + by * by)) / 12
    xy += (cross * (2 * ax * ay + ax * by + bx * ay + 2 * bx * by)) / 24
  })
  return scaled({ area, x, y, xx, xy, yy }, area < 0 ? -1 : 1)
}

/** A strip of a row of pixels, from one column up to another. */
function ofStrip(left: number, right: number, row: number): Moments {
  const [width, x, y] = [right - left, (left + right) / 2, row + 0.5]
  return { area: width, x: width * x, y: width * y, xx: width * (x * x + (width * width) / 12), xy: width * x * y, yy: width * (y * y + 1 / 12) }
}

function scaled({ area, x, y, xx, xy, yy }: Moments, by: number): Moments {
  return { area: area * by, x: x * by, y: y * by, xx: xx * by, xy: xy * by, yy: yy * by }
}

function added(a: Moments, b: Moments): Moments {
  return { area: a.area + b.area, x: a.x + b.x, y: a.y + b.y, xx: a.xx + b.xx, xy: a.xy + b.xy, yy: a.yy + b.yy }
}
