/**
 * How much areas cover, alone and together: exact for outlines of any kind, crossed, holed or in several parts. Mirrors
 * `core/geometry/coverage.py`.
 *
 * The plane is cut into strips at every corner and every crossing. Within a strip no edge begins, ends or meets another,
 * so what lies between two neighbouring edges is a trapezoid, and sums of trapezoids need no case for what is degenerate.
 */
import type { Point } from './types'

type Ring = readonly Point[]

/** Square pixels of one area, of another, and of what both cover. */
export interface Coverage {
  first: number
  second: number
  both: number
}

/** Edges times strips. Outlines tangled beyond that, which no hand draws, are measured at fewer places. */
const STEPS_MAX = 2_000_000

/** An edge from its left end to its right one. `enter` and `leave` are where it crosses the strip at hand. */
interface Edge {
  readonly x0: number
  readonly y0: number
  readonly x1: number
  readonly y1: number
  readonly second: boolean
  enter: number
  leave: number
}

/** Rings count by the even-odd rule. */
export function covered(first: readonly Ring[], second: readonly Ring[] = []): Coverage {
  const edges = [...edgesOf(first, false), ...edgesOf(second, true)].sort((a, b) => a.x0 - b.x0)
  const columns = columnsOf(edges)
  const steps = stepsOf(edges, columns)
  const exact = steps <= STEPS_MAX
  const places = exact ? columns : evenly(columns, Math.max(1, Math.floor((4 * STEPS_MAX) / edges.length)))
  return measured(edges, places, exact ? STEPS_MAX - steps : null)
}

/** Intersection over union, from 0 to 1. */
export function overlap(first: readonly Ring[], second: readonly Ring[]): number {
  const { first: one, second: two, both } = covered(first, second)
  return both > 0 ? Math.min(1, both / (one + two - both)) : 0
}

/** The edges that are not upright: those bound no trapezoid. */
function edgesOf(rings: readonly Ring[], second: boolean): Edge[] {
  const edges: Edge[] = []
  for (const ring of rings) {
    let a = ring[ring.length - 1]
    for (const b of ring) {
      if (a && a.x < b.x) edges.push({ x0: a.x, y0: a.y, x1: b.x, y1: b.y, second, enter: 0, leave: 0 })
      if (a && a.x > b.x) edges.push({ x0: b.x, y0: b.y, x1: a.x, y1: a.y, second, enter: 0, leave: 0 })
      a = b
    }
  }
  return edges
}

/** Where an edge begins or ends, from left to right. */
function columnsOf(edges: readonly Edge[]): Float64Array {
  const all = new Float64Array(2 * edges.length)
  edges.forEach(({ x0, x1 }, i) => all.set([x0, x1], 2 * i))
  return all.sort().filter((x, i) => x !== all[i - 1])
}

/** How many strips the edges cross, each counted for itself. */
function stepsOf(edges: readonly Edge[], columns: Float64Array): number {
  const ends = Float64Array.from(edges, ({ x1 }) => x1).sort()
  let [steps, begun, ended] = [0, 0, 0]
  for (const x of columns) {
    while ((edges[begun]?.x0 ?? Infinity) <= x) begun++
    while ((ends[ended] ?? Infinity) <= x) ended++
    steps += begun - ended
  }
  return steps
}

function evenly(columns: Float64Array, count: number): Float64Array {
  const [start, end] = [columns[0] ?? 0, columns[columns.length - 1] ?? 0]
  return Float64Array.from({ length: count + 1 }, (_, i) => start + ((end - start) * i) / count)
}

/**
 * The sum over strips between columns. `spare` is how many steps may be spent on strips in which edges cross; null where
 * each strip counts as it is at its middle.
 */
function measured(edges: readonly Edge[], columns: Float64Array, spare: number | null): Coverage {
  const sum = { first: 0, second: 0, both: 0 }
  let rest = spare ?? 0
  let following = 0
  /** From top to bottom as they entered the last strip, which leaves little to sort. */
  let active: Edge[] = []
  for (let i = 1; i < columns.length; i++) {
    const [left, right] = [columns[i - 1] ?? 0, columns[i] ?? 0]
    const [from, to] = spare === null ? [(left + right) / 2, (left + right) / 2] : [left, right]
    for (let edge = edges[following]; edge && edge.x0 <= from; edge = edges[++following]) active.push(edge)
    active = active.filter(({ x1 }) => x1 > from)
    for (const edge of active) {
      edge.enter = height(edge, from)
      edge.leave = height(edge, to)
    }
    sort(active)
    const cuts = cutsOf(active, rest)
    rest -= cuts.length * active.length
    if (cuts.length === 0) add(sum, right - left, active, 0.5)
    else addPieces(sum, right - left, active, cuts)
  }
  return sum
}

/** Where the edge lies at `x`; exactly on its end where it ends there. */
function height({ x0, y0, x1, y1 }: Edge, x: number): number {
  if (x === x0) return y0
  return x === x1 ? y1 : y0 + (x - x0) * ((y1 - y0) / (x1 - x0))
}

/** By insertion, which is quick for what is nearly in order. */
function sort(edges: Edge[]): void {
  for (let i = 1; i < edges.length; i++) {
    const edge = edges[i] as Edge
    let place = i
    for (let above = edges[place - 1]; above && after(above, edge); above = edges[--place - 1]) edges[place] = above
    edges[place] = edge
  }
}

function after(a: Edge, b: Edge): boolean {
  return a.enter > b.enter || (a.enter === b.enter && a.leave > b.leave)
}

/** At which shares of the strip its edges cross; none where that would be more than can be spared. */
function cutsOf(edges: readonly Edge[], spare: number): number[] {
  if (edges.every((edge, i) => edge.leave >= (edges[i - 1]?.leave ?? -Infinity))) return []
  const passed: Edge[] = []
  const cuts = new Set<number>()
  for (const edge of edges) {
    let place = passed.length
    for (let above = passed[place - 1]; above && above.leave > edge.leave; above = passed[--place - 1]) {
      cuts.add((edge.enter - above.enter) / (edge.enter - above.enter + (above.leave - edge.leave)))
    }
    if (cuts.size * edges.length > spare) return []
    passed.splice(place, 0, edge)
  }
  return [...cuts].sort((a, b) => a - b)
}

/** A strip cut where edges cross within it; between two cuts they are in the order of their middle. */
function addPieces(sum: Coverage, width: number, edges: readonly Edge[], cuts: readonly number[]): void {
  let start = 0
  for (const end of [...cuts, 1]) {
    const middle = (start + end) / 2
    const ordered = [...edges].sort((a, b) => at(a, middle) - at(b, middle))
    add(sum, width * (end - start), ordered, middle)
    start = end
  }
}

/** The stretches between neighbouring edges, to the areas they lie in. */
function add(sum: Coverage, width: number, edges: readonly Edge[], middle: number): void {
  let [inFirst, inSecond, above] = [false, false, 0]
  for (const edge of edges) {
    const here = at(edge, middle)
    const size = width * (here - above)
    if (inFirst) sum.first += size
    if (inSecond) sum.second += size
    if (inFirst && inSecond) sum.both += size
    if (edge.second) inSecond = !inSecond
    else inFirst = !inFirst
    above = here
  }
}

function at({ enter, leave }: Edge, share: number): number {
  return enter + (leave - enter) * share
}
