/**
 * From pixels to polygons: which pixels hang together, and the outlines that run along their sides. Mirrors
 * `core/geometry/outline.py`.
 */
import { type Edges, EdgesBuilder, boxOf, eachRun } from './rasterEdges'
import type { Point } from './types'

type Run = readonly [row: number, start: number, end: number]
type Ring = readonly Point[]
/** One number for each corner of pixels within a box, small enough for quick sets and maps. */
type Key = (x: number, y: number) => number

/** The pieces that hang together by the sides of pixels, in the order of their first pixels. */
export function piecesOf(edges: Edges): Edges[] {
  const runs = runsOf(edges)
  const pieces = new Map<number, EdgesBuilder>()
  rootsOf(runs).forEach((root, i) => {
    const piece = pieces.get(root) ?? new EdgesBuilder()
    pieces.set(root, piece)
    const [row, start, end] = runs[i] as Run
    piece.add(row, start, end)
  })
  return [...pieces.values()].map((piece) => piece.done())
}

/**
 * The rings of each piece, as corners of pixels: the outer one clockwise on the screen, the holes the other way.
 *
 * No ring meets itself, though a hole may touch its outer ring or another in a corner. Each ring begins at its topmost
 * corner, of several the leftmost, and holes follow in the order in which they begin.
 */
export function outlined(edges: Edges): Ring[][] {
  if (edges.length === 0) return []
  const runs = runsOf(edges)
  const key = keysIn(edges)
  const begins = new Map<number, number>()
  const ends = new Map<number, number>()
  rootsOf(runs).forEach((root, i) => {
    const [row, start, end] = runs[i] as Run
    begins.set(key(start, row), root)
    ends.set(key(end, row), root)
  })
  const parts = new Map<number, Ring[]>()
  const rings = ringsOf(runs, key).map(fromTheTop).sort((a, b) => later(a[0], b[0]))
  for (const ring of rings) {
    const [first, second] = ring
    if (!first || !second) continue
    const corner = key(first.x, first.y)
    if (second.x > first.x) parts.set(begins.get(corner) ?? 0, [ring])
    else parts.get(ends.get(corner) ?? 0)?.push(ring)
  }
  return [...parts.values()]
}

/** Corners of the pixels in the box around edges, and one beyond it on every side. */
function keysIn(edges: Edges): Key {
  const { left, right, top } = boxOf(edges)
  const width = right - left + 3
  return (x, y) => (y - top + 1) * width + x - left + 1
}

function runsOf(edges: Edges): Run[] {
  const runs: Run[] = []
  eachRun(edges, (row, start, end) => runs.push([row, start, end]))
  return runs
}

/** For each run the first run of its piece: runs of neighbouring rows hang together where they share a column. */
function rootsOf(runs: readonly Run[]): number[] {
  const parents = runs.map((_, i) => i)
  const parent = (i: number): number => parents[i] ?? i
  const root = (i: number): number => {
    while (parent(i) !== i) {
      parents[i] = parent(parent(i))
      i = parent(i)
    }
    return i
  }
  let above = 0
  runs.forEach(([row, start, end], i) => {
    const at = (j: number): Run => runs[j] ?? [row, end, end]
    while (at(above)[0] < row - 1 || (at(above)[0] === row - 1 && at(above)[2] <= start)) above++
    for (let j = above; at(j)[0] === row - 1 && at(j)[1] < end; j++) {
      const [a, b] = [root(i), root(j)]
      parents[Math.max(a, b)] = Math.min(a, b)
    }
  })
  return runs.map((_, i) => root(i))
}

/**
 * The closed ways along the sides of the pixels, set ones on the right hand, as the corners in which they turn. Where two
 * set pixels touch in a corner alone, a way turns right and stays with its own.
 */
function ringsOf(runs: readonly Run[], key: Key): Point[][] {
  const lefts = new Set(runs.map(([row, start]) => key(start, row)))
  const rights = new Set(runs.map(([row, , end]) => key(end, row)))
  const { tops, bottoms } = levelSides(runs, key)

  /** From the end of a level side along upright ones to the next level one, and whether that leads east. */
  function climbed({ x, y }: Point, east: boolean): readonly [Point, boolean] {
    const down = east ? rights.has(key(x, y)) : !lefts.has(key(x, y - 1))
    if (down) {
      do y++
      while (!bottoms.has(key(x, y)) && rights.has(key(x, y)))
      return [{ x, y }, !bottoms.has(key(x, y))]
    }
    do y--
    while (!tops.has(key(x, y)) && lefts.has(key(x, y - 1)))
    return [{ x, y }, tops.has(key(x, y))]
  }

  const seen = new Set<number>()
  return [...tops].flatMap(([first, side]) => {
    if (seen.has(first)) return []
    let [at, east] = [side.from, true]
    const way: Point[] = []
    while (!(east && seen.has(key(at.x, at.y)))) {
      const corner = key(at.x, at.y)
      if (east) seen.add(corner)
      const end = (east ? tops : bottoms).get(corner)?.to ?? at
      way.push(at, end)
      ;[at, east] = climbed(end, east)
    }
    return simpleRings(way, key)
  })
}

type Sides = Map<number, { readonly from: Point; readonly to: Point }>

/** The sides above set pixels, from west to east, and those below them, from east to west, by where they begin. */
function levelSides(runs: readonly Run[], key: Key): { readonly tops: Sides; readonly bottoms: Sides } {
  const rows = new Map<number, Run[]>()
  for (const run of runs) {
    const row = rows.get(run[0])
    if (row) row.push(run)
    else rows.set(run[0], [run])
  }
  const [tops, bottoms]: [Sides, Sides] = [new Map(), new Map()]
  for (const [row, own] of rows) {
    eachUncovered(own, rows.get(row - 1) ?? [], (start, end) => {
      tops.set(key(start, row), { from: { x: start, y: row }, to: { x: end, y: row } })
    })
    eachUncovered(own, rows.get(row + 1) ?? [], (start, end) => {
      bottoms.set(key(end, row + 1), { from: { x: end, y: row + 1 }, to: { x: start, y: row + 1 } })
    })
  }
  return { tops, bottoms }
}

/** Visits the stretches of a row's runs that no run of another row covers. */
function eachUncovered(own: readonly Run[], others: readonly Run[], visit: (start: number, end: number) => void): void {
  let i = 0
  for (const [, from, end] of own) {
    let start = from
    while ((others[i]?.[2] ?? Infinity) <= start) i++
    for (let j = i; start < end && (others[j]?.[1] ?? Infinity) < end; j++) {
      const [, otherStart, otherEnd] = others[j] as Run
      if (start < otherStart) visit(start, otherStart)
      start = Math.max(start, otherEnd)
    }
    if (start < end) visit(start, end)
  }
}

/** A closed way as rings that meet no corner twice. */
function simpleRings(way: readonly Point[], key: Key): Point[][] {
  const rings: Point[][] = []
  const ring: Point[] = []
  const places = new Map<number, number>()
  for (const corner of way) {
    const place = places.get(key(corner.x, corner.y))
    if (place !== undefined) {
      const loop = ring.splice(place)
      rings.push(loop)
      for (const { x, y } of loop) places.delete(key(x, y))
    }
    places.set(key(corner.x, corner.y), ring.length)
    ring.push(corner)
  }
  return [...rings, ring]
}

/** The same ring, begun at its topmost corner, of several the leftmost. */
function fromTheTop(ring: Point[]): Point[] {
  const first = ring.reduce((best, corner, i) => (later(corner, ring[best]) < 0 ? i : best), 0)
  return [...ring.slice(first), ...ring.slice(0, first)]
}

/** Compares by row, then by column. */
function later(a: Point | undefined, b: Point | undefined): number {
  return (a?.y ?? 0) - (b?.y ?? 0) || (a?.x ?? 0) - (b?.x ?? 0)
}
