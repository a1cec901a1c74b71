/** The borders of what lies near: points brought onto them, and the way along them. Pure. */
import { distance, edgesOf, nearestOnSegment, verticesOf } from './geometry'
import type { Edge } from './kind'
import type { Geometry, Point } from './types'

/** A place on a border: between the corner `index` and the next one. */
interface Spot {
  readonly edge: Edge
  readonly index: number
  readonly at: Point
}

/** A point that lies as near as this, in pixels, to a border lies on it. */
const ON_BORDER = 0.02

/** The point moved onto the nearest corner within `reach`, else onto the nearest border, else as it is. */
export function ontoBorders(point: Point, near: readonly Geometry[], reach: number): Point {
  const corner = nearest(near.flatMap(verticesOf), point)
  if (corner && distance(corner, point) <= reach) return corner
  const spots = near.flatMap(edgesOf).flatMap((edge) => spotOn(edge, point, reach) ?? [])
  return nearest(spots.map(({ at }) => at), point) ?? point
}

/**
 * The corners on the way along a border on which both points lie: the shorter way round, or the longer one. None where
 * there is no such border, or no corner between them.
 */
export function wayAlong(from: Point, to: Point, near: readonly Geometry[], longer: boolean): readonly Point[] {
  for (const edge of near.flatMap(edgesOf)) {
    const [begin, end] = [spotOn(edge, from, ON_BORDER), spotOn(edge, to, ON_BORDER)]
    if (begin && end) return edge.closed ? aroundRing(begin, end, longer) : alongLine(begin, end)
  }
  return []
}

function nearest(points: readonly Point[], point: Point): Point | null {
  let [best, least] = [null as Point | null, Infinity]
  for (const one of points) {
    const far = distance(one, point)
    if (far < least) [best, least] = [one, far]
  }
  return best
}

/** The place of a border that is nearest to a point, where one is within reach. */
function spotOn(edge: Edge, point: Point, reach: number): Spot | null {
  const { points, closed } = edge
  let [best, least] = [null as Spot | null, reach]
  for (let index = 0; index < points.length - (closed ? 0 : 1); index++) {
    const [a, b] = [points[index], points[(index + 1) % points.length]]
    if (!a || !b) continue
    const at = nearestOnSegment(point, a, b)
    const far = distance(at, point)
    if (far <= least && (far < least || !best)) [best, least] = [{ edge, index, at }, far]
  }
  return best
}

function alongLine(from: Spot, to: Spot): readonly Point[] {
  const { points } = from.edge
  const between = from.index <= to.index ? points.slice(from.index + 1, to.index + 1) : points.slice(to.index + 1, from.index + 1).reverse()
  return withoutEnds(between, from.at, to.at)
}

function aroundRing(from: Spot, to: Spot, longer: boolean): readonly Point[] {
  const forth = withoutEnds(cornersForth(from, to), from.at, to.at)
  const back = withoutEnds([...cornersForth(to, from)].reverse(), from.at, to.at)
  const isShorter = lengthOf([from.at, ...forth, to.at]) <= lengthOf([from.at, ...back, to.at])
  return isShorter === longer ? back : forth
}

/** The corners passed on the way on around a ring. */
function cornersForth(from: Spot, to: Spot): readonly Point[] {
  const { points } = from.edge
  const [start] = points.slice(from.index)
  const ahead = from.index < to.index || (from.index === to.index && start !== undefined && distance(start, from.at) <= distance(start, to.at))
  return ahead ? points.slice(from.index + 1, to.index + 1) : [...points.slice(from.index + 1), ...points.slice(0, to.index + 1)]
}

function withoutEnds(points: readonly Point[], from: Point, to: Point): readonly Point[] {
  return points.filter((point) => distance(point, from) > ON_BORDER && distance(point, to) > ON_BORDER)
}

function lengthOf(points: readonly Point[]): number {
  return points.reduce((sum, point, i) => sum + distance(points[i - 1] ?? point, point), 0)
}
