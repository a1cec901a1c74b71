/** How likely colours are, as a mixture of a few normal distributions. Pure and without chance: the same colours give the same mixture. */
import type { Pixels } from './pixels'

const COMPONENTS = 5
const ROUNDS = 4
/** No colour is surer than this variance, in squared levels: what a camera's noise makes. */
const VARIANCE_MIN = 4

interface Component {
  readonly mean: readonly [number, number, number]
  /** The inverse of the covariance: xx, xy, xz, yy, yz, zz. */
  readonly inverse: readonly [number, number, number, number, number, number]
  /** Minus the logarithm of weight and norm. */
  readonly constant: number
}

export type Mixture = readonly Component[]

/** The mixture that fits the colours of some pixels; `sample` are their indices, at least one. */
export function mixtureOf({ data }: Pixels, sample: Int32Array): Mixture {
  const centres = spread(data, sample)
  const owner = new Uint8Array(sample.length)
  for (let round = 0; round < ROUNDS; round++) {
    assign(data, sample, centres, owner)
    recentre(data, sample, centres, owner)
  }
  return centres.flatMap((_, k) => componentOf(data, sample, owner, k) ?? [])
}

/** Minus the logarithm of how likely a colour is; the smaller, the better it fits. */
export function costOf(mixture: Mixture, red: number, green: number, blue: number): number {
  let likely = 0
  let least = Infinity
  for (const { mean, inverse, constant } of mixture) {
    const [x, y, z] = [red - mean[0], green - mean[1], blue - mean[2]]
    const far = inverse[0] * x * x + inverse[3] * y * y + inverse[5] * z * z + 2 * (inverse[1] * x * y + inverse[2] * x * z + inverse[4] * y * z)
    const cost = constant + far / 2
    likely += Math.exp(-cost)
    if (cost < least) least = cost
  }
  // Far from all, where the exponential vanishes, the nearest one alone decides.
  return likely > 1e-300 ? -Math.log(likely) : least
}

/** Centres to begin with: the mean, then each time the colour farthest from all so far. */
function spread(data: Uint8ClampedArray, sample: Int32Array): [number, number, number][] {
  const mean: [number, number, number] = [0, 0, 0]
  for (const index of sample) for (let c = 0; c < 3; c++) mean[c] = (mean[c] ?? 0) + (data[4 * index + c] ?? 0) / sample.length
  const centres = [mean]
  const nearest = new Float32Array(sample.length).fill(Infinity)
  while (centres.length < COMPONENTS) {
    const last = centres[centres.length - 1] ?? mean
    let [best, most] = [-1, 1]
    sample.forEach((index, i) => {
      nearest[i] = Math.min(nearest[i] ?? 0, squaredTo(data, index, last))
      if ((nearest[i] ?? 0) > most) [best, most] = [index, nearest[i] ?? 0]
    })
    if (best < 0) break
    centres.push([data[4 * best] ?? 0, data[4 * best + 1] ?? 0, data[4 * best + 2] ?? 0])
  }
  return centres
}

function squaredTo(data: Uint8ClampedArray, index: number, [red, green, blue]: readonly [number, number, number]): number {
  const at = 4 * index
  return ((data[at] ?? 0) - red) ** 2 + ((data[at + 1] ?? 0) - green) ** 2 + ((data[at + 2] ?? 0) - blue) ** 2
}

function assign(data: Uint8ClampedArray, sample: Int32Array, centres: readonly [number, number, number][], owner: Uint8Array): void {
  sample.forEach((index, i) => {
    let least = Infinity
    centres.forEach((centre, k) => {
      const far = squaredTo(data, index, centre)
      if (far < least) {
        least = far
        owner[i] = k
      }
    })
  })
}

function recentre(data: Uint8ClampedArray, sample: Int32Array, centres: [number, number, number][], owner: Uint8Array): void {
  const counts = new Uint32Array(centres.length)
  const sums = new Float64Array(centres.length * 3)
  sample.forEach((index, i) => {
    const k = owner[i] ?? 0
    counts[k] = (counts[k] ?? 0) + 1
    for (let c = 0; c < 3; c++) sums[3 * k + c] = (sums[3 * k + c] ?? 0) + (data[4 * index + c] ?? 0)
  })
  centres.forEach((centre, k) => {
    const count = counts[k] ?? 0
    if (count > 0) for (let c = 0; c < 3; c++) centre[c] = (sums[3 * k + c] ?? 0) / count
  })
}

/** The normal distribution of the pixels of one centre, or null where there are none. */
function componentOf(data: Uint8ClampedArray, sample: Int32Array, owner: Uint8Array, k: number): Component | null {
  let count = 0
  const [sum, products] = [[0, 0, 0], [0, 0, 0, 0, 0, 0]] as [[number, number, number], [number, number, number, number, number, number]]
  for (let i = 0; i < sample.length; i++) {
    if (owner[i] !== k) continue
    const at = 4 * (sample[i] ?? 0)
    const [x, y, z] = [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0]
    count++
    sum[0] += x
    sum[1] += y
    sum[2] += z
    products[0] += x * x
    products[1] += x * y
    products[2] += x * z
    products[3] += y * y
    products[4] += y * z
    products[5] += z * z
  }
  if (count === 0) return null
  const mean = [sum[0] / count, sum[1] / count, sum[2] / count] as const
  const covariance = (product: number, a: 0 | 1 | 2, b: 0 | 1 | 2): number => product / count - mean[a] * mean[b] + (a === b ? VARIANCE_MIN : 0)
  const [xx, xy, xz] = [covariance(products[0], 0, 0), covariance(products[1], 0, 1), covariance(products[2], 0, 2)]
  const [yy, yz, zz] = [covariance(products[3], 1, 1), covariance(products[4], 1, 2), covariance(products[5], 2, 2)]
  const determinant = xx * (yy * zz - yz * yz) - xy * (xy * zz - yz * xz) + xz * (xy * yz - yy * xz)
  return {
    mean,
    inverse: [
      (yy * zz - yz * yz) / determinant,
      (xz * yz - xy * zz) / determinant,
      (xy * yz - xz * yy) / determinant,
      (xx * zz - xz * xz) / determinant,
      (xy * xz - xx * yz) / determinant,
      (xx * yy - xy * xy) / determinant,
    ],
    constant: Math.log(determinant) / 2 + 1.5 * Math.log(2 * Math.PI) - Math.log(count / sample.length),
  }
}
