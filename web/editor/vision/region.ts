/** Regions of pixels: flooding, joined pieces, holes, smoothing. Pure. */
import { type Grid, type Region, emptyRegion } from './pixels'

/** The pixels of `passable` that can be reached from the seed by steps to the four neighbours; none where the seed is outside. */
export function flooded(passable: Region, seed: number): Region {
  const { width, height, inside } = passable
  const found = emptyRegion(passable)
  if (inside[seed] !== 1) return found
  const stack = [seed]
  for (let index = stack.pop(); index !== undefined; index = stack.pop()) {
    if (found.inside[index] === 1) continue
    const row = Math.floor(index / width) * width
    let [left, right] = [index, index]
    while (left > row && inside[left - 1] === 1) left--
    while (right < row + width - 1 && inside[right + 1] === 1) right++
    found.inside.fill(1, left, right + 1)
    if (row > 0) queueRuns(inside, found.inside, left - width, right - width, stack)
    if (row < (height - 1) * width) queueRuns(inside, found.inside, left + width, right + width, stack)
  }
  return found
}

/** The first pixel of each run between two pixels of a row that is passable and not found yet. */
function queueRuns(passable: Uint8Array, found: Uint8Array, from: number, to: number, stack: number[]): void {
  let running = false
  for (let i = from; i <= to; i++) {
    const open = passable[i] === 1 && found[i] === 0
    if (open && !running) stack.push(i)
    running = open
  }
}

export interface Pieces {
  /** The piece of each pixel, from 0; −1 outside. */
  readonly labels: Int32Array
  /** How many pixels each piece has. */
  readonly sizes: readonly number[]
}

/** The pieces of a region, or of what it leaves out, joined by the four neighbours. */
export function pieces({ width, height, inside }: Region, of: 0 | 1 = 1): Pieces {
  const labels = new Int32Array(width * height).fill(-1)
  const stack = new Int32Array(width * height)
  const sizes: number[] = []
  for (let seed = 0; seed < inside.length; seed++) {
    if (inside[seed] !== of || labels[seed] !== -1) continue
    const label = sizes.length
    let [top, size] = [0, 0]
    const visit = (index: number): void => {
      if (inside[index] !== of || labels[index] !== -1) return
      labels[index] = label
      stack[top++] = index
    }
    visit(seed)
    while (top > 0) {
      const index = stack[--top] ?? 0
      const column = index % width
      size++
      if (column > 0) visit(index - 1)
      if (column < width - 1) visit(index + 1)
      if (index >= width) visit(index - width)
      if (index < width * (height - 1)) visit(index + width)
    }
    sizes.push(size)
  }
  return { labels, sizes }
}

/** Without the pieces that have fewer pixels than `smallest`. */
export function withoutSpecks(region: Region, smallest: number): Region {
  const { labels, sizes } = pieces(region)
  return { ...region, inside: region.inside.map((_, i) => ((sizes[labels[i] ?? -1] ?? 0) >= smallest ? 1 : 0)) }
}

/** With its holes filled that have fewer pixels than `smallest`; what reaches the border of the grid is no hole. */
export function withoutHoles(region: Region, smallest = Infinity): Region {
  const { width, height, inside } = region
  const { labels, sizes } = pieces(region, 0)
  const open = new Set<number>()
  for (let x = 0; x < width; x++) open.add(labels[x] ?? -1).add(labels[(height - 1) * width + x] ?? -1)
  for (let y = 0; y < height; y++) open.add(labels[y * width] ?? -1).add(labels[y * width + width - 1] ?? -1)
  const fills = sizes.map((size, label) => size < smallest && !open.has(label))
  return { ...region, inside: inside.map((value, i) => (value === 1 || fills[labels[i] ?? -1] === true ? 1 : 0)) }
}

/** With a smoother border: inside is where most pixels of the square around are, `radius` to each side. */
export function smoothed(region: Region, radius: number): Region {
  return radius < 1 ? region : above(blurred(new Float32Array(region.inside), region, radius), region, 0.5)
}

/** All pixels within `radius` of the region, measured along the sides. */
export function grownBy(region: Region, radius: number): Region {
  return radius < 1 ? region : above(blurred(new Float32Array(region.inside), region, radius), region, 1e-4)
}

function above(values: Float32Array, grid: Grid, limit: number): Region {
  const region = emptyRegion(grid)
  for (let i = 0; i < values.length; i++) if ((values[i] ?? 0) > limit) region.inside[i] = 1
  return region
}

/** The mean of the square around each pixel, `radius` pixels to each side; beyond the border the nearest pixel counts. */
export function blurred(values: Float32Array, { width, height }: Grid, radius: number): Float32Array {
  const across = new Float32Array(values.length)
  for (let start = 0; start < values.length; start += width) blurRow(values, across, start, width, radius)
  return blurDown(across, width, height, radius)
}

function blurRow(from: Float32Array, to: Float32Array, start: number, width: number, radius: number): void {
  const share = 1 / (2 * radius + 1)
  const last = start + width - 1
  let sum = (from[start] ?? 0) * (radius + 1)
  for (let i = 1; i <= radius; i++) sum += from[Math.min(start + i, last)] ?? 0
  for (let index = start; index <= last; index++) {
    to[index] = sum * share
    sum += (from[Math.min(index + radius + 1, last)] ?? 0) - (from[Math.max(index - radius, start)] ?? 0)
  }
}

/** All columns at once, row by row, as they lie in memory. */
function blurDown(from: Float32Array, width: number, height: number, radius: number): Float32Array {
  const to = new Float32Array(from.length)
  const share = 1 / (2 * radius + 1)
  const sums = new Float64Array(width)
  const row = (y: number): number => Math.min(Math.max(y, 0), height - 1) * width
  for (let y = -radius; y <= radius; y++) {
    const start = row(y)
    for (let x = 0; x < width; x++) sums[x] = (sums[x] ?? 0) + (from[start + x] ?? 0)
  }
  for (let y = 0; y < height; y++) {
    const [enters, leaves, start] = [row(y + radius + 1), row(y - radius), y * width]
    for (let x = 0; x < width; x++) {
      const sum = sums[x] ?? 0
      to[start + x] = sum * share
      sums[x] = sum + (from[enters + x] ?? 0) - (from[leaves + x] ?? 0)
    }
  }
  return to
}

export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** The tight box of a region in grid units, right and bottom exclusive. */
export function boxOf({ width, inside }: Region): Box | null {
  const first = inside.indexOf(1)
  if (first < 0) return null
  let [left, right] = [width, 0]
  for (let start = 0; start < inside.length; start += width) {
    const row = inside.subarray(start, start + width)
    const from = row.indexOf(1)
    if (from < 0) continue
    left = Math.min(left, from)
    right = Math.max(right, row.lastIndexOf(1) + 1)
  }
  return { left, right, top: Math.floor(first / width), bottom: Math.floor(inside.lastIndexOf(1) / width) + 1 }
}

/** How alike two regions are: what both have over what either has; 1 where both are empty. */
export function overlap(a: Region, b: Region): number {
  let [both, either] = [0, 0]
  for (let i = 0; i < a.inside.length; i++) {
    const [inA, inB] = [a.inside[i] === 1, b.inside[i] === 1]
    if (inA && inB) both++
    if (inA || inB) either++
  }
  return either === 0 ? 1 : both / either
}
