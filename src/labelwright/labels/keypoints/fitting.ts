/** Where the points that are missing should be, judged by those that are there: the template mapped by least squares. */
import { type Affine, moved } from '@editor/geometry/affine'
import type { Point } from '@editor/geometry/types'

interface Couple {
  readonly from: Point
  readonly to: Point
}

/** The sums of squares and products about the means, of places in the template and of those they are labelled at. */
interface Spread {
  readonly from: Point
  readonly to: Point
  readonly xx: number
  readonly xy: number
  readonly yy: number
  readonly xu: number
  readonly yu: number
  readonly xv: number
  readonly yv: number
}

/** Points nearly in a line do not tell how the template leans: the share of a round spread that they must have. */
const ROUND_MIN = 0.02

/** The template's places carried to where the labelled points are; null for fewer than two of them. */
export function fitted(template: ReadonlyMap<string, Point>, labelled: ReadonlyMap<string, Point>): ReadonlyMap<string, Point> | null {
  const couples = [...labelled].flatMap(([name, to]) => {
    const from = template.get(name)
    return from ? [{ from, to }] : []
  })
  const affine = couples.length < 2 ? null : mapOf(spreadOf(couples))
  return affine && new Map([...template].map(([name, from]) => [name, moved(affine, from)]))
}

/** Any map where the points tell enough, else one that stretches along the axes alone. */
function mapOf(spread: Spread): Affine | null {
  const { xx, xy, yy, xu, yu, xv, yv } = spread
  const det = xx * yy - xy * xy
  if (det > ROUND_MIN * ((xx + yy) / 2) ** 2) {
    return through(spread, (xu * yy - yu * xy) / det, (yu * xx - xu * xy) / det, (xv * yy - yv * xy) / det, (yv * xx - xv * xy) / det)
  }
  const [sx, sy] = [xx > 0 ? xu / xx : null, yy > 0 ? yv / yy : null]
  if (sx === null && sy === null) return null
  return through(spread, sx ?? Math.abs(sy ?? 0), 0, 0, sy ?? Math.abs(sx ?? 0))
}

/** The map with these factors that carries one mean to the other. */
function through({ from, to }: Spread, a: number, b: number, d: number, e: number): Affine {
  return { a, b, c: to.x - a * from.x - b * from.y, d, e, f: to.y - d * from.x - e * from.y }
}

function spreadOf(couples: readonly Couple[]): Spread {
  const [from, to] = [mean(couples.map((couple) => couple.from)), mean(couples.map((couple) => couple.to))]
  const sum = (product: (x: number, y: number, u: number, v: number) => number): number =>
    couples.reduce((all, one) => all + product(one.from.x - from.x, one.from.y - from.y, one.to.x - to.x, one.to.y - to.y), 0)
  return {
    from,
    to,
    xx: sum((x) => x * x),
    xy: sum((x, y) => x * y),
    yy: sum((_, y) => y * y),
    xu: sum((x, _, u) => x * u),
    yu: sum((_, y, u) => y * u),
    xv: sum((x, _, __, v) => x * v),
    yv: sum((_, y, __, v) => y * v),
  }
}

function mean(points: readonly Point[]): Point {
  const sum = points.reduce((all, { x, y }) => ({ x: all.x + x, y: all.y + y }), { x: 0, y: 0 })
  return { x: sum.x / points.length, y: sum.y / points.length }
}
