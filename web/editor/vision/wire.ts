/**
 * The live wire of intelligent scissors: the cheapest way between two pixels where edges are cheap. After Mortensen
 * and Barrett, “Intelligent scissors for image composition” (1995), with a cost of edge strength and ridges.
 */
import type { Edges } from './edges'
import type { Grid } from './pixels'

/** Dearer steps than this there are none: the most a pixel costs, along a diagonal. */
const STEP_MAX = 360
const BUCKETS = 512
const DIAGONAL = Math.SQRT2

/** What it costs to come to each pixel: 1 on the strongest ridge, 250 where nothing changes. */
export function costOf({ strength, ridge }: Edges): Uint8Array {
  const cost = new Uint8Array(strength.length)
  for (let i = 0; i < cost.length; i++) {
    const weak = 1 - Math.sqrt(strength[i] ?? 0)
    cost[i] = 1 + Math.round(189 * weak + (ridge[i] === 1 ? 0 : 60 * Math.max(weak, 0.3)))
  }
  return cost
}

/** The strongest edge within `radius` of a pixel, the nearer the better; the pixel itself where there is none. */
export function snappedTo({ width, height, strength }: Edges, index: number, radius: number): number {
  const [row, column] = [Math.floor(index / width), index % width]
  let [best, most] = [index, 0.1]
  for (let y = Math.max(row - radius, 0); y <= Math.min(row + radius, height - 1); y++) {
    for (let x = Math.max(column - radius, 0); x <= Math.min(column + radius, width - 1); x++) {
      const far = Math.hypot(x - column, y - row)
      if (far > radius) continue
      const worth = (strength[y * width + x] ?? 0) * (1 - far / (2 * radius + 1))
      if (worth > most) [best, most] = [y * width + x, worth]
    }
  }
  return best
}

/**
 * The cheapest ways from one pixel to all others by Dijkstra's algorithm with buckets, worked out only as far as is
 * asked for: what was found once is kept, so a pointer that goes on pays for the new part alone.
 */
export class Wire {
  readonly #buckets: number[][] = Array.from({ length: BUCKETS }, () => [])
  readonly #reached: Float32Array
  readonly #came: Int32Array
  readonly #settled: Uint8Array
  #level = 0
  #waiting = 0

  constructor(
    readonly cost: Uint8Array,
    readonly grid: Grid,
    readonly from: number,
  ) {
    this.#reached = new Float32Array(cost.length).fill(Infinity)
    this.#came = new Int32Array(cost.length).fill(-1)
    this.#settled = new Uint8Array(cost.length)
    this.#reach(from, 0, -1)
  }

  /** The pixels from the beginning to `target`, both included. */
  pathTo(target: number): number[] {
    while (this.#settled[target] === 0 && this.#waiting > 0) this.#work()
    const path: number[] = []
    for (let index = target; index >= 0; index = this.#came[index] ?? -1) path.push(index)
    return path.reverse()
  }

  /** Settles all that lies as far as the nearest pixel not settled yet. */
  #work(): void {
    const bucket = this.#buckets[this.#level % BUCKETS] ?? []
    for (let index = bucket.pop(); index !== undefined; index = bucket.pop()) {
      this.#waiting--
      if (this.#settled[index] === 1) continue
      this.#settled[index] = 1
      this.#spread(index)
    }
    this.#level++
  }

  #spread(index: number): void {
    const { width, height } = this.grid
    const reached = this.#reached[index] ?? 0
    const row = Math.floor(index / width)
    const column = index - row * width
    for (let y = row > 0 ? row - 1 : 0; y <= row + 1 && y < height; y++) {
      for (let x = column > 0 ? column - 1 : 0; x <= column + 1 && x < width; x++) {
        const next = y * width + x
        if (this.#settled[next] === 1) continue
        const step = (this.cost[next] ?? 0) * (y !== row && x !== column ? DIAGONAL : 1)
        if (reached + step < (this.#reached[next] ?? 0)) this.#reach(next, reached + Math.min(step, STEP_MAX), index)
      }
    }
  }

  #reach(index: number, reached: number, came: number): void {
    this.#reached[index] = reached
    this.#came[index] = came
    this.#waiting++
    this.#buckets[Math.floor(reached) % BUCKETS]?.push(index)
  }
}
