/** Lines through points: their lengths, what lies along them, and what lies between two. Mirrors `core/geometry/line.py`. */
import { distanceToPath, ringArea } from './plane'
import type { Point } from './types'

type Line = readonly Point[]

/** Places at which lines are measured, evenly along them. */
const SAMPLES = 128
/** How many corners of a ring are tried as the one that answers the first of another, and at how many places each. */
const STARTS_MAX = 64
const STARTS_MEASURED_AT = 32
/** Shares of a length that differ by less are one. */
const ALIKE = 1e-9

/** The ring as a line that comes back to where it began. */
export function closed(ring: Line): Line {
  return [...ring, ...ring.slice(0, 1)]
}

/** How far along the line each of its points is; the last is its length. */
export function lengthsOf(line: Line): Float64Array {
  const along = new Float64Array(line.length)
  for (let i = 1; i < line.length; i++) along[i] = (along[i - 1] ?? 0) + Math.sqrt(squared(line[i - 1] as Point, line[i] as Point))
  return along
}

/**
 * How alike two lines are if each is taken for a strip `width` pixels wide: the IoU of the strips, measured along the
 * lines. `core/geometry/path.py` says why that is so.
 */
export function stripOverlap(first: Line, second: Line, width: number): number {
  const dice = meanWorth(first, second, (apart) => Math.max(0, 1 - apart / width))
  return dice / (2 - dice)
}

/** The line at share `t` of the way between two: points at equal shares of both lengths answer one another. */
export function betweenLines(a: Line, b: Line, t: number): Point[] {
  return mixed(a, runsAgainst(a, b) ? [...b].reverse() : b, t)
}

/**
 * The ring at share `t` of the way between two, which are brought to run the same way round. The first corner of `a`
 * answers the corner of `b` from which both rings, laid centre on centre, are most alike.
 */
export function betweenRings(a: Line, b: Line, t: number): Point[] {
  const turned = ringArea(a) > 0 === ringArea(b) > 0 ? b : [...b].reverse()
  const start = startOf(a, turned)
  return mixed(closed(a), closed([...turned.slice(start), ...turned.slice(0, start)]), t).slice(0, -1)
}

/** What the gap to the other line is worth, as a mean over places evenly along both. */
function meanWorth(first: Line, second: Line, worth: (gap: number) => number): number {
  let [length, total] = [0, 0]
  for (const [line, other] of [[first, second], [second, first]] as const) {
    const along = lengthsOf(line)
    const own = along.at(-1) ?? 0
    let sum = 0
    for (let i = 0; i < SAMPLES; i++) sum += worth(distanceToPath(other, false, at(line, along, (own * (i + 0.5)) / SAMPLES)))
    length += own
    total += (own * sum) / SAMPLES
  }
  return total / length
}

/** The point at a distance along a line whose points are `along` it. */
function at(line: Line, along: Float64Array, place: number): Point {
  const index = Math.min(Math.max(countUpTo(along, place), 1), line.length - 1)
  const [from, to] = [line[index - 1] as Point, line[index] as Point]
  const begin = along[index - 1] ?? 0
  const step = (along[index] ?? 0) - begin
  const share = step > 0 ? (place - begin) / step : 0
  return { x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y) }
}

/** How many of ascending numbers are at most `limit`. */
function countUpTo(numbers: Float64Array, limit: number): number {
  let [low, high] = [0, numbers.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((numbers[middle] ?? 0) <= limit) low = middle + 1
    else high = middle
  }
  return low
}

/** Both lines with a point at each share of the length at which either has one, mixed. */
function mixed(a: Line, b: Line, t: number): Point[] {
  const [alongA, alongB] = [lengthsOf(a), lengthsOf(b)]
  const [lengthA, lengthB] = [alongA.at(-1) ?? 0, alongB.at(-1) ?? 0]
  const shares = [...alongA].map((place) => place / lengthA).concat([...alongB].map((place) => place / lengthB))
  shares.sort((p, q) => p - q)
  const points: Point[] = []
  let last = -Infinity
  for (const share of shares) {
    if (share - last <= ALIKE) continue
    last = share
    const [p, q] = [at(a, alongA, share * lengthA), at(b, alongB, share * lengthB)]
    points.push({ x: (1 - t) * p.x + t * q.x, y: (1 - t) * p.y + t * q.y })
  }
  return points
}

function runsAgainst(first: Line, line: Line): boolean {
  const [a, b] = [first[0] as Point, first.at(-1) as Point]
  const [c, d] = [line[0] as Point, line.at(-1) as Point]
  return squared(a, d) + squared(b, c) < squared(a, c) + squared(b, d)
}

/** The corner of `b` that answers the first of `a` best; of equally good ones the first. */
function startOf(a: Line, b: Line): number {
  const target = centred(closed(a), lengthsOf(closed(a)), 0)
  const path = closed(b)
  const along = lengthsOf(path)
  const step = Math.ceil(b.length / STARTS_MAX)
  const costs: number[] = []
  for (let start = 0; start < b.length; start += step) {
    const found = centred(path, along, along[start] ?? 0)
    costs.push(target.reduce((sum, point, i) => sum + squared(point, found[i] as Point), 0))
  }
  const good = Math.min(...costs) + ALIKE * Math.max(...costs)
  return step * costs.findIndex((cost) => cost <= good)
}

/** Places evenly around a closed path from an offset on, as seen from their middle. */
function centred(path: Line, along: Float64Array, offset: number): Point[] {
  const length = along.at(-1) ?? 0
  const points = Array.from({ length: STARTS_MEASURED_AT }, (_, i) => {
    const place = offset + (length * i) / STARTS_MEASURED_AT
    return at(path, along, place < length ? place : place - length)
  })
  const [cx, cy] = [points.reduce((sum, { x }) => sum + x, 0) / points.length, points.reduce((sum, { y }) => sum + y, 0) / points.length]
  return points.map(({ x, y }) => ({ x: x - cx, y: y - cy }))
}

function squared(p: Point, q: Point): number {
  return (p.x - q.x) ** 2 + (p.y - q.y) ** 2
}
