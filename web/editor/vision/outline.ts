/** The outlines of regions: the lines between inside and outside, as rings with few corners. Pure. */
import { ringArea } from '../geometry/plane'
import type { Point } from '../geometry/types'
import type { Region } from './pixels'

type Ring = readonly Point[]

const STEPS = [
  { x: 1, y: 0 },
  { x: 0, y: 1 },
  { x: -1, y: 0 },
  { x: 0, y: -1 },
] as const

/**
 * The parts of a region, each an outer ring followed by its holes, in grid units from the corner of the first pixel.
 * Rings run along the sides of pixels; pixels that touch at a corner only are apart.
 */
export function outlines(region: Region): readonly (readonly Ring[])[] {
  const rings = tracedRings(region)
  const outer = rings.filter((ring) => ringArea(ring) > 0)
  const holes = rings.filter((ring) => ringArea(ring) < 0)
  if (outer.length === 1) return [[...outer, ...holes]]
  const parts = outer.map((ring) => ({ ring, area: ringArea(ring), holes: [] as Ring[] })).sort((a, b) => a.area - b.area)
  for (const hole of holes) {
    const [first] = hole
    // The corner of a hole at which tracing began has inside above it.
    parts.find(({ ring }) => first !== undefined && surrounds(ring, { x: first.x + 0.5, y: first.y - 0.5 }))?.holes.push(hole)
  }
  return parts.map(({ ring, holes: own }) => [ring, ...own])
}

/** The ring with as few of its corners as stay within `tolerance` of all. After Ramer, Douglas and Peucker. */
export function simplified(ring: Ring, tolerance: number): Ring {
  if (ring.length < 4) return ring
  const far = farthest(ring, 0)
  const kept = keptPoints([...ring, ring[0] as Point], [[0, far], [far, ring.length]], tolerance)
  return ring.filter((_, i) => kept[i] === 1)
}

/** The line with as few of its points as stay within `tolerance` of all, its ends among them. */
export function simplifiedLine(line: readonly Point[], tolerance: number): readonly Point[] {
  const kept = keptPoints(line, [[0, line.length - 1]], tolerance)
  return line.filter((_, i) => kept[i] === 1)
}

/** 1 for each point to be kept of spans whose ends are kept. */
function keptPoints(points: readonly Point[], spans: (readonly [number, number])[], tolerance: number): Uint8Array {
  const kept = new Uint8Array(points.length)
  for (const [first, last] of spans) kept[first] = kept[last] = 1
  for (let span = spans.pop(); span !== undefined; span = spans.pop()) {
    const split = splitOf(points, span, tolerance)
    if (split === null) continue
    kept[split] = 1
    spans.push([span[0], split], [split, span[1]])
  }
  return kept
}

function tracedRings({ width, height, inside }: Region): Ring[] {
  const traced = new Uint8Array(width * height)
  const isInside = (x: number, y: number): boolean => x >= 0 && y >= 0 && x < width && y < height && inside[y * width + x] === 1
  const rings: Ring[] = []
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (!isInside(x, y) || isInside(x, y - 1) || traced[y * width + x] === 1) continue
      rings.push(traceFrom(x, y, isInside, (at) => (traced[at.y * width + at.x] = 1)))
    }
  }
  return rings
}

/** Along the upper side of a pixel and on, with the inside to the right, back to where it began. */
function traceFrom(x0: number, y0: number, isInside: (x: number, y: number) => boolean, onUpperSide: (pixel: Point) => void): Ring {
  const ring: Point[] = []
  let [x, y, direction] = [x0, y0, 0]
  do {
    if (direction === 0) onUpperSide({ x, y })
    const step = STEPS[direction] ?? STEPS[0]
    x += step.x
    y += step.y
    const [right, left] = ahead(x, y, direction)
    const turn = !isInside(right.x, right.y) ? 1 : isInside(left.x, left.y) ? 3 : 0
    if (turn !== 0) ring.push({ x, y })
    direction = (direction + turn) % 4
  } while (x !== x0 || y !== y0 || direction !== 0)
  return ring
}

/** The pixels ahead of a corner, to the right and to the left of the direction. */
function ahead(x: number, y: number, direction: number): readonly [Point, Point] {
  switch (direction) {
    case 0:
      return [{ x, y }, { x, y: y - 1 }]
    case 1:
      return [{ x: x - 1, y }, { x, y }]
    case 2:
      return [{ x: x - 1, y: y - 1 }, { x: x - 1, y }]
    default:
      return [{ x, y: y - 1 }, { x: x - 1, y: y - 1 }]
  }
}

function surrounds(ring: Ring, point: Point): boolean {
  let inside = false
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [a, b] = [ring[i] as Point, ring[j] as Point]
    if (a.y > point.y !== b.y > point.y && point.x < ((b.x - a.x) * (point.y - a.y)) / (b.y - a.y) + a.x) inside = !inside
  }
  return inside
}

function farthest(ring: Ring, from: number): number {
  const origin = ring[from] as Point
  let [best, most] = [from, -1]
  ring.forEach(({ x, y }, i) => {
    const far = (x - origin.x) ** 2 + (y - origin.y) ** 2
    if (far > most) [best, most] = [i, far]
  })
  return best
}

/** The corner between two others that is farthest from the line between them, where it is farther than `tolerance`. */
function splitOf(points: Ring, [first, last]: readonly [number, number], tolerance: number): number | null {
  const [a, b] = [points[first] as Point, points[last] as Point]
  const [dx, dy] = [b.x - a.x, b.y - a.y]
  const length = dx * dx + dy * dy
  let [split, most] = [-1, tolerance * tolerance]
  for (let i = first + 1; i < last; i++) {
    const { x, y } = points[i] as Point
    const t = length === 0 ? 0 : Math.min(Math.max(((x - a.x) * dx + (y - a.y) * dy) / length, 0), 1)
    const far = (x - a.x - t * dx) ** 2 + (y - a.y - t * dy) ** 2
    if (far > most) [split, most] = [i, far]
  }
  return split < 0 ? null : split
}
