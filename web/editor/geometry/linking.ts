/** From the edges of an area to its rings, and from rings to parts with their holes. Mirrors `core/geometry/linking.py`. */
import type { Point } from './types'

/**
 * A point of a grid as one number, so that it can be a key: `x · STRIDE + y`, neither of them negative. Numbers are in
 * the order of x and then of y. Differences and their products are whole numbers that a double holds exactly.
 */
export type Node = number

/** Nodes of a ring; the last is joined to the first. */
export type Loop = readonly Node[]

export type DirectedEdge = readonly [start: Node, end: Node]

export const STRIDE = 2 ** 26

export function xOf(node: Node): number {
  return Math.floor(node / STRIDE)
}

export function yOf(node: Node): number {
  return node % STRIDE
}

/** Where a point lies as seen along a line: positive right of it on the screen, 0 on it, negative left of it. */
export function side(start: Node, end: Node, point: Node): number {
  const [x, y] = [xOf(start), yOf(start)]
  return (xOf(end) - x) * (yOf(point) - y) - (yOf(end) - y) * (xOf(point) - x)
}

/**
 * The parts of an area: each an outline, clockwise on the screen, followed by its holes, the other way round.
 *
 * Every edge runs so that the area lies right of it on the screen. Edges meet at their ends alone, and as many arrive at
 * a node as leave it. No ring passes a node twice: what touches itself is told apart there. Rings begin at their
 * leftmost node and are in order, so the same area always has the same parts.
 */
export function partsOf(edges: readonly DirectedEdge[]): Loop[][] {
  const loops = loopsOf(edges)
    .map((loop) => ({ loop: begunLeftmost(cornersOf(loop)), middle: middleOf(loop) }))
    .map(({ loop, middle }) => ({ loop, middle, area: twiceArea(loop) }))
    .sort((a, b) => compared(a.loop, b.loop))
  const parts = new Map(loops.flatMap(({ loop, area }) => (area > 0 ? [[loop, [loop]]] : [])))
  const outlines = loops.filter(({ area }) => area > 0).sort((a, b) => a.area - b.area)
  for (const { loop: hole, middle, area } of loops) {
    if (area >= 0) continue
    const around = outlines.find(({ loop }) => holds(loop, middle))
    if (around) parts.get(around.loop)?.push(hole)
  }
  return [...parts.values()]
}

function loopsOf(edges: readonly DirectedEdge[]): Node[][] {
  const leaving = new Map<Node, Node[]>()
  for (const [start, end] of [...edges].sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const ends = leaving.get(start)
    if (ends) ends.push(end)
    else leaving.set(start, [end])
  }
  const loops: Node[][] = []
  for (const [start, ends] of leaving) while (ends.length > 0) walk(start, leaving, loops)
  return loops
}

/**
 * Collects the loops on the way along edges from a node back to it. Each edge that is passed is used up.
 *
 * Where the way comes back to a node it has closed a loop, which is left aside; of two nodes alone, there and back,
 * nothing is left.
 */
function walk(start: Node, leaving: ReadonlyMap<Node, Node[]>, loops: Node[][]): void {
  const path = [start]
  const places = new Map([[start, 0]])
  let node = leaving.get(start)?.shift()
  while (node !== undefined) {
    const before = path[path.length - 1] ?? start
    const place = places.get(node)
    if (place === undefined) {
      places.set(node, path.length)
      path.push(node)
    } else {
      const loop = path.slice(place)
      for (const passed of path.splice(place + 1)) places.delete(passed)
      if (loop.length > 2) loops.push(loop)
      if (place === 0) return
    }
    node = nextOf(before, node, leaving.get(node) ?? [])
  }
}

/** Where the way goes on: the first edge met in turning from the one it came by, through the area, back to it. */
function nextOf(before: Node, node: Node, ends: Node[]): Node | undefined {
  if (ends.length < 2) return ends.pop()
  const chosen = ends.reduce((best, end) => (sooner(before, node, end, best) ? end : best))
  ends.splice(ends.indexOf(chosen), 1)
  return chosen
}

function sooner(before: Node, node: Node, one: Node, other: Node): boolean {
  const [first, second] = [quarter(before, node, one), quarter(before, node, other)]
  return first === second ? side(node, one, other) < 0 : first < second
}

/** How far one turns from the edge that led to a node: less than half a turn, half, more than half, or all of it. */
function quarter(before: Node, node: Node, end: Node): number {
  const turned = side(node, before, end)
  if (turned !== 0) return turned < 0 ? 0 : 2
  const [x, y] = [xOf(node), yOf(node)]
  return (xOf(before) - x) * (xOf(end) - x) + (yOf(before) - y) * (yOf(end) - y) < 0 ? 1 : 3
}

/** The nodes at which a ring turns. */
function cornersOf(loop: Loop): Loop {
  const at = (i: number): Node => loop[(i + loop.length) % loop.length] ?? 0
  return loop.filter((node, i) => side(at(i - 1), node, at(i + 1)) !== 0)
}

function begunLeftmost(loop: Loop): Loop {
  const place = loop.reduce((least, node, i) => (node < (loop[least] ?? node) ? i : least), 0)
  return [...loop.slice(place), ...loop.slice(0, place)]
}

/** Twice the area of a ring, positive where it runs clockwise on the screen. */
function twiceArea(loop: Loop): number {
  const origin = loop[0] ?? 0
  return loop.reduce((sum, node, i) => sum + side(origin, loop[i - 1] ?? origin, node), 0)
}

function compared(a: Loop, b: Loop): number {
  const place = a.findIndex((node, i) => node !== b[i])
  return place < 0 ? a.length - b.length : (a[place] ?? 0) - (b[place] ?? Infinity)
}

/** Twice the middle of the first edge: a place of the ring where no other ring can touch it. */
function middleOf([first = 0, second = 0]: Loop): Point {
  return { x: xOf(first) + xOf(second), y: yOf(first) + yOf(second) }
}

/** Whether a place, of which twice the coordinates are given, lies within a ring. */
function holds(outline: Loop, { x, y }: Point): boolean {
  let inside = false
  for (let i = 0, j = outline.length - 1; i < outline.length; j = i++) {
    const [a, b] = [outline[j] ?? 0, outline[i] ?? 0]
    const [x0, y0, x1, y1] = [2 * xOf(a), 2 * yOf(a), 2 * xOf(b), 2 * yOf(b)]
    if (y0 > y === y1 > y) continue
    const beyond = (x1 - x0) * (y - y0) - (y1 - y0) * (x - x0) > 0
    if (beyond === y1 > y0) inside = !inside
  }
  return inside
}
