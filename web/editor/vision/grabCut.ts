/**
 * GrabCut: an object told from its background by the colours of both and by the edges between them. After Rother,
 * Kolmogorov and Blake, “GrabCut” (2004). Pure.
 */
import { GridFlow, NEIGHBOURS } from './flow'
import { type Mixture, costOf, mixtureOf } from './mixture'
import { type Pixels, type Region, emptyRegion } from './pixels'

/** What is known of a pixel before; `maybe` begins as object. */
export const SURELY_OUT = 0
export const SURELY_IN = 1
export const MAYBE_IN = 2

export interface Models {
  readonly object: Mixture
  readonly ground: Mixture
}

export interface Cut {
  readonly region: Region
  readonly models: Models
}

/** How much an edge between alike pixels costs; the paper's figure. */
const GAMMA = 50
/** Enough for good distributions; more pixels only take longer. */
const SAMPLE_MAX = 12_000
const SURE = 1e6
/** The four directions that visit each pair of neighbours once. */
const HALF = [0, 1, 2, 3] as const

/**
 * One round: learns the colours of what is held to be object and ground now, and cuts by them. Null where all that is
 * known is on one side.
 */
export function cutOnce(pixels: Pixels, known: Uint8Array, now: Region): Cut | null {
  const [object, ground] = [sampleOf(now.inside, 1), sampleOf(now.inside, 0)]
  if (object.length === 0 || ground.length === 0) return null
  const models = { object: mixtureOf(pixels, object), ground: mixtureOf(pixels, ground) }
  return { region: cutBy(pixels, known, models), models }
}

/** The region that fits the colours best, with a border along edges. */
export function cutBy(pixels: Pixels, known: Uint8Array, models: Models): Region {
  const flow = new GridFlow(pixels)
  setTerminals(flow, pixels, known, models)
  linkNeighbours(flow, pixels, known)
  flow.solve()
  const region = emptyRegion(pixels)
  for (let i = 0; i < region.inside.length; i++) if (flow.isSource(i)) region.inside[i] = 1
  return region
}

function setTerminals(flow: GridFlow, { data }: Pixels, known: Uint8Array, { object, ground }: Models): void {
  known.forEach((what, i) => {
    if (what === SURELY_IN) return flow.setTerminals(i, SURE, 0)
    if (what === SURELY_OUT) return flow.setTerminals(i, 0, SURE)
    const [red, green, blue] = [data[4 * i] ?? 0, data[4 * i + 1] ?? 0, data[4 * i + 2] ?? 0]
    flow.setTerminals(i, costOf(ground, red, green, blue), costOf(object, red, green, blue))
  })
}

/** Pixels that are sure on the same side need no link. */
function linkNeighbours(flow: GridFlow, pixels: Pixels, known: Uint8Array): void {
  const { width, height, data } = pixels
  const beta = 1 / Math.max(2 * meanDifference(pixels), 1e-3)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x
      for (const d of HALF) {
        const [nx, ny] = [x + NEIGHBOURS[d].x, y + NEIGHBOURS[d].y]
        if (nx < 0 || nx >= width || ny >= height) continue
        const j = ny * width + nx
        if (known[i] === known[j] && known[i] !== MAYBE_IN) continue
        const far = d % 2 === 1 ? Math.SQRT2 : 1
        flow.link(i, d, (GAMMA / far) * Math.exp(-beta * difference(data, i, j)))
      }
    }
  }
}

/** The mean squared difference of colours beside and below each other. */
function meanDifference({ data, width, height }: Pixels): number {
  let [sum, count] = [0, 0]
  for (let y = 0; y < height - 1; y++) {
    for (let i = y * width; i < (y + 1) * width - 1; i++) {
      sum += difference(data, i, i + 1) + difference(data, i, i + width)
      count += 2
    }
  }
  return count === 0 ? 0 : sum / count
}

function difference(data: Uint8ClampedArray, i: number, j: number): number {
  const [a, b] = [4 * i, 4 * j]
  const red = (data[a] ?? 0) - (data[b] ?? 0)
  const green = (data[a + 1] ?? 0) - (data[b + 1] ?? 0)
  const blue = (data[a + 2] ?? 0) - (data[b + 2] ?? 0)
  return red * red + green * green + blue * blue
}

/** Evenly spaced pixels of a value, no more than are needed. */
function sampleOf(inside: Uint8Array, value: 0 | 1): Int32Array {
  let count = 0
  for (const one of inside) if (one === value) count++
  const every = Math.max(Math.ceil(count / SAMPLE_MAX), 1)
  const sample = new Int32Array(Math.ceil(count / every))
  let seen = 0
  for (let i = 0; i < inside.length; i++) {
    if (inside[i] !== value) continue
    if (seen % every === 0) sample[seen / every] = i
    seen++
  }
  return sample
}
