/** The pixels that the tip of a brush sweeps over on its way from one place to another. Centres of pixels decide. */
import type { Point } from './types'

export type Tip = 'round' | 'square'

/** Where a tip stands, and how wide it is there in pixels. */
export interface Dab extends Point {
  readonly size: number
}

/** The dab moved to the nearest place where it covers whole pixels evenly, its size a whole number. */
export function dabAt({ x, y }: Point, size: number): Dab {
  const whole = Math.max(1, Math.round(size))
  const place = (value: number): number => (whole % 2 === 1 ? Math.floor(value) + 0.5 : Math.round(value))
  return { x: place(x), y: place(y), size: whole }
}

/**
 * Visits the runs of the area swept: the convex hull of the tip at both ends. A row of it reaches from the leftmost to
 * the rightmost of what both tips and the lines that join their sides have there.
 */
export function eachSwept(from: Dab, to: Dab, tip: Tip, visit: (row: number, start: number, end: number) => void): void {
  const half = Math.max(from.size, to.size) / 2
  const [top, bottom] = [Math.min(from.y, to.y) - half, Math.max(from.y, to.y) + half]
  const joins = tip === 'round' ? tangents(from, to) : cornerLines(from, to)
  for (let row = Math.ceil(top - 0.5); row <= Math.floor(bottom - 0.5); row++) {
    const y = row + 0.5
    let [left, right] = [Infinity, -Infinity]
    for (const dab of [from, to]) {
      const reach = tip === 'round' ? roundReach(dab, y) : squareReach(dab, y)
      left = Math.min(left, dab.x - reach)
      right = Math.max(right, dab.x + reach)
    }
    for (const [a, b] of joins) {
      if (a.y > y === b.y > y) continue
      const x = ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x
      left = Math.min(left, x)
      right = Math.max(right, x)
    }
    const [start, end] = [Math.ceil(left - 0.5), Math.floor(right - 0.5) + 1]
    if (start < end) visit(row, start, end)
  }
}

/** Half the width of a round tip at a height; less than nothing where it does not reach. */
function roundReach({ y, size }: Dab, at: number): number {
  const rest = (size / 2) ** 2 - (at - y) ** 2
  return rest < 0 ? -Infinity : Math.sqrt(rest)
}

function squareReach({ y, size }: Dab, at: number): number {
  return Math.abs(at - y) <= size / 2 ? size / 2 : -Infinity
}

type Line = readonly [Point, Point]

/** The two lines that touch both circles on the same side; none where one holds the other. */
function tangents(from: Dab, to: Dab): readonly Line[] {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const far = Math.hypot(dx, dy)
  const cos = (from.size - to.size) / 2 / far
  if (!(Math.abs(cos) < 1)) return []
  const sin = Math.sqrt(1 - cos * cos)
  return [1, -1].map((side): Line => {
    const [nx, ny] = [(cos * dx - side * sin * dy) / far, (cos * dy + side * sin * dx) / far]
    const touching = ({ x, y, size }: Dab): Point => ({ x: x + (nx * size) / 2, y: y + (ny * size) / 2 })
    return [touching(from), touching(to)]
  })
}

function cornerLines(from: Dab, to: Dab): readonly Line[] {
  const corner = ({ x, y, size }: Dab, sx: number, sy: number): Point => ({ x: x + (sx * size) / 2, y: y + (sy * size) / 2 })
  return [-1, 1].flatMap((sx) => [-1, 1].map((sy): Line => [corner(from, sx, sy), corner(to, sx, sy)]))
}
