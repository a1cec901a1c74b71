/** Where lines that lead away from the camera meet, and a back face that is pulled towards there. */
import type { Point } from '@editor/geometry/types'
import { CORNERS, type CuboidValue, type Face, faceOf, middleOf, point } from './value'

/** A point of the picture, or a direction where the lines do not meet. */
export type Vanishing = { readonly kind: 'point'; readonly at: Point } | { readonly kind: 'direction'; readonly along: Point }

/** A back face comes no nearer to the vanishing point than this share of the way. */
export const DEPTH_MAX = 0.98
/** Lines whose directions differ by less are parallel: the share of what crossed lines have. */
const PARALLEL = 1e-6

/** Where the four edges that lead back meet best, by least squares; null where they lead nowhere. */
export function vanishingOf({ front, back }: CuboidValue): Vanishing | null {
  let [xx, xy, yy, bx, by] = [0, 0, 0, 0, 0]
  let along = { x: 0, y: 0 }
  for (const i of CORNERS) {
    const [from, to] = [point(front[i]), point(back[i])]
    const length = Math.hypot(to.x - from.x, to.y - from.y)
    if (length === 0) continue
    const [dx, dy] = [(to.x - from.x) / length, (to.y - from.y) / length]
    along = { x: along.x + dx, y: along.y + dy }
    // What is left of a place beside the line: 1 − d·dᵀ.
    const [nxx, nxy, nyy] = [1 - dx * dx, -dx * dy, 1 - dy * dy]
    xx += nxx
    xy += nxy
    yy += nyy
    bx += nxx * from.x + nxy * from.y
    by += nxy * from.x + nyy * from.y
  }
  const det = xx * yy - xy * xy
  if (det > PARALLEL * ((xx + yy) / 2) ** 2) return { kind: 'point', at: { x: (bx * yy - by * xy) / det, y: (by * xx - bx * xy) / det } }
  const length = Math.hypot(along.x, along.y)
  return length === 0 ? null : { kind: 'direction', along: { x: along.x / length, y: along.y / length } }
}

/** The cuboid whose back reaches as far as the pointer, along the edge that runs nearest to it. */
export function pulled(front: Face, vanishing: Vanishing, to: Point): CuboidValue {
  const ways = CORNERS.map((i) => wayFrom(point(front[i]), vanishing, to))
  const { depth } = ways.reduce((best, way) => (way.beside < best.beside ? way : best))
  if (vanishing.kind === 'direction') {
    const { along } = vanishing
    return { front, back: faceOf((i) => [front[i][0] + depth * along.x, front[i][1] + depth * along.y]) }
  }
  const { at } = vanishing
  return { front, back: faceOf((i) => [front[i][0] + depth * (at.x - front[i][0]), front[i][1] + depth * (at.y - front[i][1])]) }
}

/** The cuboid whose back has its middle at the pointer, whatever the vanishing point. */
export function pulledFreely(front: Face, ratio: number, to: Point): CuboidValue {
  const middle = middleOf(front)
  return { front, back: faceOf((i) => [to.x + ratio * (front[i][0] - middle.x), to.y + ratio * (front[i][1] - middle.y)]) }
}

/** How far back the pointer is along the edge from a corner, as a share of the way or in pixels, and how far beside it. */
function wayFrom(from: Point, vanishing: Vanishing, to: Point): { readonly depth: number; readonly beside: number } {
  const target = vanishing.kind === 'point' ? { x: vanishing.at.x - from.x, y: vanishing.at.y - from.y } : vanishing.along
  const length = target.x * target.x + target.y * target.y
  if (length === 0) return { depth: 0, beside: Infinity }
  const share = ((to.x - from.x) * target.x + (to.y - from.y) * target.y) / length
  const depth = Math.min(Math.max(share, 0), vanishing.kind === 'point' ? DEPTH_MAX : Infinity)
  return { depth, beside: Math.hypot(from.x + depth * target.x - to.x, from.y + depth * target.y - to.y) }
}
