/**
 * Pixels as the sorted places where runs begin and end: what areas of pixels are added, cut and counted by. Mirrors
 * `core/geometry/edges.py`.
 *
 * Every pixel of the plane has an address, `y · STRIDE + x + HALF`, so that masks in boxes of their own share one order,
 * row by row. Edges are the addresses at which runs of set pixels begin and end, in turn and ascending. No run reaches
 * into another row, and no two runs touch, so equal areas have equal edges.
 */
import type { Raster, RasterGeometry } from './types'

export type Edges = Float64Array

const STRIDE = 2 ** 26
const HALF = 2 ** 25

export const NO_EDGES: Edges = new Float64Array(0)

const KNOWN = new WeakMap<Raster, Edges>()
const PLACES = new WeakMap<Raster, RasterGeometry>()

/** The edges of pixels, worked out once for each object. */
export function edgesOf(raster: Raster): Edges {
  const known = KNOWN.get(raster)
  if (known) return known
  const edges = edgesOfCounts(raster)
  KNOWN.set(raster, edges)
  return edges
}

/** Pixels as a geometry, the same object for the same pixels, so that what is known of them is kept. */
export function placeOf(raster: Raster): RasterGeometry {
  const known = PLACES.get(raster)
  if (known) return known
  const { x, y, width, height, counts } = raster
  const made: RasterGeometry = { kind: 'raster', x, y, width, height, counts }
  const edges = KNOWN.get(raster)
  if (edges) KNOWN.set(made, edges)
  PLACES.set(raster, made)
  return made
}

/** The pixels of edges as run lengths in their tight box; null where there is none. */
export function rasterOf(edges: Edges): Raster | null {
  if (edges.length === 0) return null
  const { left, right, top, bottom } = boxOf(edges)
  const width = right - left
  const counts: number[] = []
  let [reached, last] = [0, 0]
  for (let i = 0; i < edges.length; i += 2) {
    const start = edges[i] ?? 0
    const length = (edges[i + 1] ?? 0) - start
    const row = rowOf(start)
    const first = (row - top) * width + start - row * STRIDE - HALF - left
    if (i > 0 && first === reached) counts[last] = (counts[last] ?? 0) + length
    else last = counts.push(first - reached, length) - 1
    reached = first + length
  }
  const rest = width * (bottom - top) - reached
  if (rest > 0) counts.push(rest)
  const raster = { x: left, y: top, width, height: bottom - top, counts }
  KNOWN.set(raster, edges)
  return raster
}

/** The tight box around edges, of which there must be some. */
export function boxOf(edges: Edges): { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number } {
  let [left, right] = [Infinity, -Infinity]
  for (let i = 0; i < edges.length; i += 2) {
    const start = edges[i] ?? 0
    const column = start - rowOf(start) * STRIDE - HALF
    if (column < left) left = column
    const end = column + (edges[i + 1] ?? 0) - start
    if (end > right) right = end
  }
  return { left, right, top: rowOf(edges[0] ?? 0), bottom: rowOf(edges[edges.length - 2] ?? 0) + 1 }
}

/** The runs as row, first set pixel, and first after it that is not; from the top, each row from the left. */
export function eachRun(edges: Edges, visit: (row: number, start: number, end: number) => void): void {
  for (let i = 0; i < edges.length; i += 2) {
    const start = edges[i] ?? 0
    const row = rowOf(start)
    const column = start - row * STRIDE - HALF
    visit(row, column, column + (edges[i + 1] ?? 0) - start)
  }
}

/** The runs of the rows from one up to, but without, another. */
export function eachRunOfRows(edges: Edges, from: number, to: number, visit: (row: number, start: number, end: number) => void): void {
  eachRun(edges.subarray(firstAfter(edges, from * STRIDE), firstAfter(edges, to * STRIDE)), visit)
}

/** Edges built run by run, in order, of runs that do not overlap; runs that touch become one. */
export class EdgesBuilder {
  #edges = new Float64Array(64)
  #length = 0

  add(row: number, start: number, end: number): void {
    if (start >= end) return
    const address = row * STRIDE + HALF + start
    if (this.#length > 0 && this.#edges[this.#length - 1] === address) {
      this.#edges[this.#length - 1] = address + end - start
      return
    }
    this.toggle(address)
    this.toggle(address + end - start)
  }

  /** The next address at which a run begins or ends. */
  toggle(address: number): void {
    if (this.#length === this.#edges.length) {
      const larger = new Float64Array(2 * this.#length)
      larger.set(this.#edges)
      this.#edges = larger
    }
    this.#edges[this.#length++] = address
  }

  done(): Edges {
    return this.#edges.slice(0, this.#length)
  }
}

/** How many pixels are set. */
export function count(edges: Edges): number {
  let sum = 0
  for (let i = 0; i < edges.length; i += 2) sum += (edges[i + 1] ?? 0) - (edges[i] ?? 0)
  return sum
}

/** How many pixels are set in both. */
export function shared(a: Edges, b: Edges): number {
  let [total, i, j] = [0, 0, 0]
  while (i < a.length && j < b.length) {
    const [end, other] = [a[i + 1] ?? 0, b[j + 1] ?? 0]
    const length = Math.min(end, other) - Math.max(a[i] ?? 0, b[j] ?? 0)
    if (length > 0) total += length
    if (end <= other) i += 2
    else j += 2
  }
  return total
}

/** The pixels that `keep` says yes to, asked with whether each area covers them; pixels of neither are left out. */
export function combined(a: Edges, b: Edges, keep: (inA: boolean, inB: boolean) => boolean): Edges {
  const result = new EdgesBuilder()
  let [i, j, on] = [0, 0, false]
  while (i < a.length || j < b.length) {
    const address = Math.min(a[i] ?? Infinity, b[j] ?? Infinity)
    if (a[i] === address) i++
    if (b[j] === address) j++
    const [inA, inB] = [i % 2 === 1, j % 2 === 1]
    const now = (inA || inB) && keep(inA, inB)
    if (now !== on) result.toggle(address)
    on = now
  }
  return result.done()
}

/** The pixels of any area; neighbours in the list are joined first, so that many areas cost little more than few. */
export function united(areas: readonly Edges[]): Edges {
  const [first = NO_EDGES, second] = areas
  if (second === undefined) return first
  if (areas.length === 2) return combined(first, second, () => true)
  const middle = areas.length >> 1
  return united([united(areas.slice(0, middle)), united(areas.slice(middle))])
}

export function subtracted(a: Edges, b: Edges): Edges {
  return combined(a, b, (_, inB) => !inB)
}

export function intersected(a: Edges, b: Edges): Edges {
  return combined(a, b, (inA, inB) => inA && inB)
}

/** The same pixels elsewhere. */
export function shifted(edges: Edges, dx: number, dy: number): Edges {
  const by = dy * STRIDE + dx
  return edges.map((edge) => edge + by)
}

/** Whether the pixel at a column and row is set. */
export function covers(edges: Edges, column: number, row: number): boolean {
  return firstAfter(edges, row * STRIDE + HALF + column) % 2 === 1
}

/** The edges of one row alone, as columns. */
export function rowEdges(edges: Edges, row: number): number[] {
  const origin = row * STRIDE
  const from = firstAfter(edges, origin)
  const columns: number[] = []
  for (let i = from; i < edges.length && (edges[i] ?? 0) < origin + STRIDE; i++) columns.push((edges[i] ?? 0) - origin - HALF)
  return columns
}

function edgesOfCounts({ x, y, width, counts }: Raster): Edges {
  const result = new EdgesBuilder()
  let position = 0
  for (let i = 0; i < counts.length; i++) {
    const end = position + (counts[i] ?? 0)
    while (i % 2 === 1 && position < end) {
      const row = Math.floor(position / width)
      const column = position - row * width
      const length = Math.min(end - position, width - column)
      result.add(y + row, x + column, x + column + length)
      position += length
    }
    position = end
  }
  return result.done()
}

/** How many edges lie at or before an address. */
function firstAfter(edges: Edges, address: number): number {
  let [low, high] = [0, edges.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((edges[middle] ?? 0) <= address) low = middle + 1
    else high = middle
  }
  return low
}

function rowOf(address: number): number {
  return Math.floor(address / STRIDE)
}
