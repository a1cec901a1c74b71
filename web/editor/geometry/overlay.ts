/**
 * Areas laid over one another: what lies in one or in several of them, as clean parts with holes; and areas cut along
 * lines. Mirrors `core/geometry/overlay.py`, where it is told why it works: points are brought onto a grid of hundredths
 * of a pixel, and from there on nothing is a matter of rounding.
 */
import { type DirectedEdge, type Node, STRIDE, partsOf, side, xOf, yOf } from './linking'
import type { Point } from './types'

export type Ring = readonly Point[]
export type Parts = readonly (readonly Ring[])[]

/** Nodes of the grid along the side of a pixel. */
export const GRID = 100

/** As many areas can be laid over one another at once: each is a bit. */
export const LAYERS_MAX = 30

/** Pairs of edges above one another, and places where edges meet. Beyond that, which no hand draws, nothing is laid over. */
const PAIRS_MAX = 10_000_000
const MEETINGS_MAX = 300_000

/** `bounds` has a bit for each layer that the edge bounds; `cut` is whether it is of a line that cuts. */
interface Edge {
  readonly low: Node
  readonly high: Node
  readonly bounds: number
  readonly cut: boolean
}

/**
 * The parts of the plane where `keep` holds, each an outline followed by its holes; none where it is empty.
 *
 * `layers` are areas, each of rings that count by the even-odd rule. `keep` is asked with a number whose bit `i` is set
 * where layer `i` covers a place; it must not hold where none does. `lines` cut what is kept into further parts where
 * they lead all the way across. Null where the outlines are too tangled or too far apart.
 */
export function overlay(layers: readonly (readonly Ring[])[], keep: (cover: number) => boolean, lines: readonly Ring[] = []): Parts | null {
  const grid = gridOf([...layers.flat(), ...lines])
  const edges = grid && noded(edgesOf(layers, lines, grid.nodeAt))
  if (!edges) return null
  const borders = coversOf(edges).flatMap(({ edge: { low, high, cut }, above, beneath }): DirectedEdge[] => {
    const [outside, inside] = [keep(above), keep(beneath)]
    if (outside !== inside) return inside ? [[low, high]] : [[high, low]]
    return cut && inside ? [[low, high], [high, low]] : []
  })
  return partsOf(borders).map((part) => part.map((loop) => loop.map(grid.pointOf)))
}

/** The area of one layer without crossings; null where it is too tangled. */
export function untangled(rings: readonly Ring[]): Parts | null {
  return overlay([rings], (cover) => cover > 0)
}

interface Grid {
  nodeAt(point: Point): Node
  pointOf(node: Node): Point
}

/** The grid over points; null where they lie farther apart than its numbers reach. */
function gridOf(rings: readonly Ring[]): Grid | null {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const ring of rings) {
    for (const { x, y } of ring) {
      ;[left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)]
    }
  }
  if (Math.max(right - left, bottom - top) * GRID >= STRIDE - 2) return null
  const [x0, y0] = [Math.floor(left * GRID), Math.floor(top * GRID)]
  return {
    nodeAt: ({ x, y }) => (Math.floor(x * GRID + 0.5) - x0) * STRIDE + Math.floor(y * GRID + 0.5) - y0,
    pointOf: (node) => ({ x: (xOf(node) + x0) / GRID, y: (yOf(node) + y0) / GRID }),
  }
}

function edgesOf(layers: readonly (readonly Ring[])[], lines: readonly Ring[], nodeAt: (point: Point) => Node): Edge[] {
  const edges: Edge[] = []
  const add = (path: readonly Node[], bounds: number, cut: boolean): void => {
    for (let i = 1; i < path.length; i++) edges.push(edgeOf(path[i - 1] ?? 0, path[i] ?? 0, bounds, cut))
  }
  layers.forEach((rings, layer) => {
    for (const ring of rings) {
      const nodes = ring.map(nodeAt)
      add([...nodes, ...nodes.slice(0, 1)], 1 << layer, false)
    }
  })
  for (const line of lines) add(line.map(nodeAt), 0, true)
  return merged(edges)
}

function edgeOf(a: Node, b: Node, bounds: number, cut: boolean): Edge {
  return { low: Math.min(a, b), high: Math.max(a, b), bounds, cut }
}

/** In order, each edge once: one that a layer has twice bounds nothing, and one without length is none. */
function merged(edges: Edge[]): Edge[] {
  edges.sort((a, b) => a.low - b.low || a.high - b.high)
  const all: Edge[] = []
  for (const edge of edges) {
    const last = all.at(-1)
    if (last?.low !== edge.low || last.high !== edge.high) all.push(edge)
    else all[all.length - 1] = { ...last, bounds: last.bounds ^ edge.bounds, cut: last.cut || edge.cut }
  }
  return all.filter(({ low, high, bounds, cut }) => low !== high && (bounds !== 0 || cut))
}

/** The same areas by edges that meet at their ends alone, or null where they are too tangled. */
function noded(edges: Edge[]): Edge[] | null {
  for (;;) {
    const cuts = cutsOf(edges)
    if (!cuts) return null
    if (cuts.size === 0) return edges
    edges = merged(edges.flatMap((edge) => pieces(edge, cuts.get(edge))))
  }
}

function pieces(edge: Edge, cuts: ReadonlySet<Node> | undefined): Edge[] {
  if (!cuts) return [edge]
  const { low, high, bounds, cut } = edge
  const along = (node: Node): number => (xOf(node) - xOf(low)) * (xOf(high) - xOf(low)) + (yOf(node) - yOf(low)) * (yOf(high) - yOf(low))
  const nodes = [low, ...[...cuts].sort((a, b) => along(a) - along(b) || a - b), high]
  return nodes.slice(1).map((node, i) => edgeOf(nodes[i] ?? low, node, bounds, cut))
}

/** Where edges must be cut so that all meet at their ends alone, by a sweep from left to right; null where there are too many. */
function cutsOf(edges: readonly Edge[]): Map<Edge, Set<Node>> | null {
  if (pairsOf(edges) > PAIRS_MAX) return null
  const cuts = new Map<Edge, Set<Node>>()
  let meetings = 0
  const cut = (edge: Edge, node: Node): void => {
    meetings++
    const nodes = cuts.get(edge)
    if (nodes) nodes.add(node)
    else cuts.set(edge, new Set([node]))
  }
  let active: { readonly edge: Edge; readonly right: number; readonly top: number; readonly bottom: number }[] = []
  for (const edge of edges) {
    const left = xOf(edge.low)
    const [top, bottom] = [Math.min(yOf(edge.low), yOf(edge.high)), Math.max(yOf(edge.low), yOf(edge.high))]
    active = active.filter(({ right }) => right >= left)
    for (const other of active) if (other.top <= bottom && top <= other.bottom) meet(other.edge, edge, cut)
    if (meetings > MEETINGS_MAX) return null
    active.push({ edge, right: xOf(edge.high), top, bottom })
  }
  return cuts
}

/** How many pairs of edges lie above one another, of edges from left to right. */
function pairsOf(edges: readonly Edge[]): number {
  const rights = Float64Array.from(edges, ({ high }) => xOf(high)).sort()
  let [pairs, ended] = [0, 0]
  edges.forEach(({ low }, begun) => {
    while ((rights[ended] ?? Infinity) < xOf(low)) ended++
    pairs += begun - ended
  })
  return pairs
}

/** Cuts two edges so that they meet at their ends alone. */
function meet(one: Edge, other: Edge, cut: (edge: Edge, node: Node) => void): void {
  const { low: a, high: b } = one
  const { low: c, high: d } = other
  const [ofC, ofD, ofA, ofB] = [side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b)]
  if (ofC * ofD < 0 && ofA * ofB < 0) {
    const share = ofA / (ofA - ofB)
    const [x, y] = [xOf(a), yOf(a)]
    const node = (x + Math.floor(share * (xOf(b) - x) + 0.5)) * STRIDE + y + Math.floor(share * (yOf(b) - y) + 0.5)
    for (const edge of [one, other]) if (node !== edge.low && node !== edge.high) cut(edge, node)
    return
  }
  for (const [node, off] of [[c, ofC], [d, ofD]] as const) if (off === 0 && a < node && node < b) cut(one, node)
  for (const [node, off] of [[a, ofA], [b, ofB]] as const) if (off === 0 && c < node && node < d) cut(other, node)
}

/**
 * Each edge with the layers that cover its upper and its lower side on the screen, by a sweep from left to right.
 * `status` are the edges at the sweep, from top to bottom: upright ones come as if the plane were tilted a little.
 */
function coversOf(edges: readonly Edge[]): { readonly edge: Edge; readonly above: number; readonly beneath: number }[] {
  const starting = new Map<Node, Edge[]>()
  for (const edge of edges) {
    const begun = starting.get(edge.low)
    if (begun) begun.push(edge)
    else starting.set(edge.low, [edge])
  }
  const status: Edge[] = []
  const below = new Map<Edge, number>()
  const nodes = new Set(Float64Array.from(edges.flatMap(({ low, high }) => [low, high])).sort())
  const covers: { edge: Edge; above: number; beneath: number }[] = []
  for (const node of nodes) {
    const first = firstBeneath(status, node)
    let last = first
    while (status[last]?.high === node) last++
    const upper = status[first - 1]
    let above = upper ? (below.get(upper) ?? 0) : 0
    const begun = starting.get(node) ?? []
    begun.sort((one, other) => side(other.low, other.high, one.high))
    for (const edge of begun) {
      const beneath = above ^ edge.bounds
      covers.push({ edge, above, beneath })
      below.set(edge, beneath)
      above = beneath
    }
    status.splice(first, last - first, ...begun)
  }
  return covers
}

/** How many of the edges at the sweep lie above a node. */
function firstBeneath(status: readonly Edge[], node: Node): number {
  let [low, high] = [0, status.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const edge = status[middle]
    if (edge && side(edge.low, edge.high, node) > 0) low = middle + 1
    else high = middle
  }
  return low
}
