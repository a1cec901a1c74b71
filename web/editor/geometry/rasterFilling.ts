/** From outlines to pixels: a pixel belongs to a shape where its centre does. Mirrors `core/geometry/filling.py`. */
import { type Edges, EdgesBuilder, united } from './rasterEdges'
import type { Point } from './types'

const RADIANS = Math.PI / 180

type Ring = readonly Point[]

interface Ellipse {
  readonly cx: number
  readonly cy: number
  readonly rx: number
  readonly ry: number
  readonly angle: number
}

/**
 * The pixels whose centres lie in any part; within a part the even-odd rule makes the holes. A centre that lies on a
 * side belongs to the pixels right of and below it.
 */
export function filled(parts: readonly (readonly Ring[])[]): Edges {
  return united(parts.map(evenOdd))
}

/** The pixels whose centres lie in an ellipse or on it: row by row the roots of its equation in x. */
export function filledEllipse({ cx, cy, rx, ry, angle }: Ellipse): Edges {
  const [sin, cos] = [Math.sin(angle * RADIANS), Math.cos(angle * RADIANS)]
  const [p, q] = [rx ** -2, ry ** -2]
  const a = cos * cos * p + sin * sin * q
  const reach = Math.hypot(rx * sin, ry * cos)
  const result = new EdgesBuilder()
  for (let row = Math.ceil(cy - reach - 0.5); row <= Math.floor(cy + reach - 0.5); row++) {
    const dy = row + 0.5 - cy
    const half = dy * cos * sin * (p - q)
    const root = half * half - a * (dy * dy * (sin * sin * p + cos * cos * q) - 1)
    if (root < 0) continue
    const [from, to] = [cx + (-half - Math.sqrt(root)) / a, cx + (-half + Math.sqrt(root)) / a]
    result.add(row, Math.ceil(from - 0.5), Math.floor(to - 0.5) + 1)
  }
  return result.done()
}

function evenOdd(rings: readonly Ring[]): Edges {
  const crossings = new Map<number, number[]>()
  for (const ring of rings) {
    ring.forEach((a, i) => {
      const b = ring[(i + 1) % ring.length] ?? a
      if (a.y < b.y) cross(a, b, crossings)
      else cross(b, a, crossings)
    })
  }
  const result = new EdgesBuilder()
  for (const row of [...crossings.keys()].sort((a, b) => a - b)) {
    const places = (crossings.get(row) ?? []).sort((a, b) => a - b)
    for (let i = 0; i + 1 < places.length; i += 2) {
      result.add(row, Math.ceil((places[i] ?? 0) - 0.5), Math.ceil((places[i + 1] ?? 0) - 0.5))
    }
  }
  return result.done()
}

/** Notes where a side crosses the centres of rows, from its upper end up to its lower one. */
function cross(upper: Point, lower: Point, crossings: Map<number, number[]>): void {
  const [dx, dy] = [lower.x - upper.x, lower.y - upper.y]
  for (let row = Math.ceil(upper.y - 0.5); row < Math.ceil(lower.y - 0.5); row++) {
    const x = (dx * (row + 0.5 - upper.y)) / dy + upper.x
    const known = crossings.get(row)
    if (known) known.push(x)
    else crossings.set(row, [x])
  }
}
