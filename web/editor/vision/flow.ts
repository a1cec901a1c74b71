/**
 * The least cut of a grid in two, by the greatest flow. After Boykov and Kolmogorov, “An experimental comparison of
 * min-cut/max-flow algorithms for energy minimization in vision” (2004): two trees grow from both sides until they
 * meet, the way between them is filled, and what lost its tree looks for another parent.
 */
import type { Grid } from './pixels'

const FREE = 0
const SOURCE = 1
const SINK = 2
/** Parents that are no direction. */
const NONE = -1
const TERMINAL = 8
const ORPHAN = 9
const INFINITE = 1 << 30

/** Directions to the eight neighbours, clockwise from the right; the opposite of `d` is `d ^ 4`. */
export const NEIGHBOURS = [
  { x: 1, y: 0 },
  { x: 1, y: 1 },
  { x: 0, y: 1 },
  { x: -1, y: 1 },
  { x: -1, y: 0 },
  { x: -1, y: -1 },
  { x: 0, y: -1 },
  { x: 1, y: -1 },
] as const

export class GridFlow {
  /** Nodes lie behind one row of padding, so that no neighbour lies outside the arrays. */
  readonly #pad: number
  readonly #offsets: Int32Array
  /** What can still flow from a node in each direction. */
  readonly #rest: Float32Array
  /** What can still flow from the source into a node, or from it into the sink where negative. */
  readonly #terminal: Float32Array
  readonly #tree: Uint8Array
  readonly #parent: Int8Array
  readonly #distance: Int32Array
  readonly #stamp: Int32Array
  /** Nodes that may still grow, each at most once. */
  readonly #queued: Uint8Array
  #active: number[] = []
  #next: number[] = []
  readonly #orphans: number[] = []
  #time = 0

  constructor({ width, height }: Grid) {
    this.#pad = width + 1
    const size = width * height + 2 * this.#pad
    this.#offsets = Int32Array.from(NEIGHBOURS, ({ x, y }) => y * width + x)
    this.#rest = new Float32Array(size * 8)
    this.#terminal = new Float32Array(size)
    this.#tree = new Uint8Array(size)
    this.#parent = new Int8Array(size).fill(NONE)
    this.#distance = new Int32Array(size)
    this.#stamp = new Int32Array(size)
    this.#queued = new Uint8Array(size)
  }

  /** What it costs to cut a node from the source and from the sink. */
  setTerminals(index: number, source: number, sink: number): void {
    this.#terminal[index + this.#pad] = source - sink
  }

  /** What it costs to cut a node from its neighbour in a direction, either way. The neighbour must be on the grid. */
  link(index: number, direction: number, cost: number): void {
    const node = index + this.#pad
    this.#rest[node * 8 + direction] = cost
    this.#rest[(node + (this.#offsets[direction] ?? 0)) * 8 + (direction ^ 4)] = cost
  }

  solve(): void {
    for (let node = 0; node < this.#terminal.length; node++) {
      const value = this.#terminal[node] ?? 0
      if (value !== 0) this.#root(node, value > 0 ? SOURCE : SINK)
    }
    for (let node = this.#take(); node !== -1; node = this.#take()) this.#workOn(node)
  }

  /** Whether a node is on the source's side of the cut. */
  isSource(index: number): boolean {
    return this.#tree[index + this.#pad] === SOURCE
  }

  #root(node: number, tree: number): void {
    this.#tree[node] = tree
    this.#parent[node] = TERMINAL
    this.#distance[node] = 1
    this.#activate(node)
  }

  #activate(node: number): void {
    if (this.#queued[node] === 1) return
    this.#queued[node] = 1
    this.#next.push(node)
  }

  /** The node that has waited longest; −1 where none does. */
  #take(): number {
    for (;;) {
      if (this.#active.length === 0) {
        if (this.#next.length === 0) return -1
        ;[this.#active, this.#next] = [this.#next.reverse(), []]
      }
      const node = this.#active.pop() ?? -1
      this.#queued[node] = 0
      if (this.#tree[node] !== FREE) return node
    }
  }

  /** Grows a node's tree to its neighbours; fills each way to the other tree that is met, and goes on. */
  #workOn(node: number): void {
    while (this.#tree[node] !== FREE) {
      const meeting = this.#grow(node)
      if (meeting === -1) return
      this.#time++
      this.#fill(node, meeting)
      this.#adopt()
    }
  }

  /** The direction in which the other tree is met, or −1. */
  #grow(node: number): number {
    const tree = this.#tree[node] ?? FREE
    for (let d = 0; d < 8; d++) {
      const other = node + (this.#offsets[d] ?? 0)
      const flows = tree === SOURCE ? this.#rest[node * 8 + d] : this.#rest[other * 8 + (d ^ 4)]
      if (!flows || flows <= 0) continue
      if (this.#tree[other] === FREE) {
        this.#tree[other] = tree
        this.#follow(other, d ^ 4, node)
        this.#activate(other)
      } else if (this.#tree[other] !== tree) {
        return d
      } else if ((this.#stamp[other] ?? 0) <= (this.#stamp[node] ?? 0) && (this.#distance[other] ?? 0) > (this.#distance[node] ?? 0)) {
        this.#follow(other, d ^ 4, node)
      }
    }
    return -1
  }

  #follow(node: number, direction: number, parent: number): void {
    this.#parent[node] = direction
    this.#stamp[node] = this.#stamp[parent] ?? 0
    this.#distance[node] = (this.#distance[parent] ?? 0) + 1
  }

  /** Fills the way from the source through two nodes that meet to the sink. */
  #fill(node: number, direction: number): void {
    const other = node + (this.#offsets[direction] ?? 0)
    const fromSource = this.#tree[node] === SOURCE
    const [near, far, across] = fromSource ? [node, other, direction] : [other, node, direction ^ 4]
    const flow = Math.min(this.#rest[near * 8 + across] ?? 0, this.#least(near, SOURCE), this.#least(far, SINK))
    this.#push(near, across, flow)
    this.#drain(near, SOURCE, flow)
    this.#drain(far, SINK, flow)
  }

  /** The most that can flow between a node and its terminal, along its tree. */
  #least(node: number, tree: number): number {
    let least = Infinity
    let here = node
    for (let d = this.#parent[here] ?? NONE; d !== TERMINAL; d = this.#parent[here] ?? NONE) {
      const parent = here + (this.#offsets[d] ?? 0)
      least = Math.min(least, (tree === SOURCE ? this.#rest[parent * 8 + (d ^ 4)] : this.#rest[here * 8 + d]) ?? 0)
      here = parent
    }
    return Math.min(least, Math.abs(this.#terminal[here] ?? 0))
  }

  /** Takes the flow from the way between a node and its terminal; nodes cut off become orphans. */
  #drain(node: number, tree: number, flow: number): void {
    let here = node
    for (let d = this.#parent[here] ?? NONE; d !== TERMINAL; d = this.#parent[here] ?? NONE) {
      const parent = here + (this.#offsets[d] ?? 0)
      const left = tree === SOURCE ? this.#push(parent, d ^ 4, flow) : this.#push(here, d, flow)
      if (left <= 0) this.#orphan(here)
      here = parent
    }
    const left = (this.#terminal[here] ?? 0) + (tree === SOURCE ? -flow : flow)
    this.#terminal[here] = left
    if (left === 0) this.#orphan(here)
  }

  /** Sends flow from a node in a direction; what can still flow. */
  #push(node: number, direction: number, flow: number): number {
    const back = (node + (this.#offsets[direction] ?? 0)) * 8 + (direction ^ 4)
    this.#rest[back] = (this.#rest[back] ?? 0) + flow
    return (this.#rest[node * 8 + direction] = (this.#rest[node * 8 + direction] ?? 0) - flow)
  }

  #orphan(node: number): void {
    this.#parent[node] = ORPHAN
    this.#orphans.push(node)
  }

  #adopt(): void {
    // Those that come on the way wait behind the others, which may still find a parent for them.
    for (let i = 0; i < this.#orphans.length; i++) this.#adoptOne(this.#orphans[i] ?? 0)
    this.#orphans.length = 0
  }

  /** The neighbour nearest to the terminal becomes the parent; where none can, the node is free and its children orphans. */
  #adoptOne(node: number): void {
    const tree = this.#tree[node] ?? FREE
    let [best, least] = [NONE, INFINITE]
    for (let d = 0; d < 8; d++) {
      if (!this.#feeds(node, d, tree)) continue
      const far = this.#distanceToTerminal(node + (this.#offsets[d] ?? 0))
      if (far < least) [best, least] = [d, far]
    }
    this.#parent[node] = best
    if (best !== NONE) {
      this.#stamp[node] = this.#time
      this.#distance[node] = least + 1
      return
    }
    for (let d = 0; d < 8; d++) {
      const other = node + (this.#offsets[d] ?? 0)
      if (this.#tree[other] !== tree || this.#parent[other] === NONE) continue
      if (this.#feeds(node, d, tree)) this.#activate(other)
      if (this.#parent[other] === (d ^ 4)) this.#orphan(other)
    }
    this.#tree[node] = FREE
  }

  /** Whether a neighbour is of the tree and flow can pass between it and a node, in the tree's sense. */
  #feeds(node: number, d: number, tree: number): boolean {
    const other = node + (this.#offsets[d] ?? 0)
    if (this.#tree[other] !== tree || this.#parent[other] === NONE) return false
    return ((tree === SOURCE ? this.#rest[other * 8 + (d ^ 4)] : this.#rest[node * 8 + d]) ?? 0) > 0
  }

  /** How many steps it is along the tree to the terminal; infinite where the way ends at an orphan. Notes it on the way. */
  #distanceToTerminal(from: number): number {
    let [here, steps] = [from, 0]
    for (;;) {
      if (this.#stamp[here] === this.#time) {
        steps += this.#distance[here] ?? 0
        break
      }
      const d = this.#parent[here] ?? NONE
      steps++
      if (d === TERMINAL) {
        this.#stamp[here] = this.#time
        this.#distance[here] = 1
        break
      }
      if (d === ORPHAN || d === NONE) return INFINITE
      here += this.#offsets[d] ?? 0
    }
    let far = steps
    for (let node = from; this.#stamp[node] !== this.#time; node += this.#offsets[this.#parent[node] ?? 0] ?? 0) {
      this.#stamp[node] = this.#time
      this.#distance[node] = far--
    }
    return steps
  }
}
