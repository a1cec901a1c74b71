/**
 * Superpixels: cells of alike colour and about one size. After Achanta and others, “SLIC superpixels compared to
 * state-of-the-art superpixel methods” (2012). Pure.
 */
import { type Cells, joined } from './cells'
import { calmed, labOf } from './color'
import type { Grid, Pixels } from './pixels'

const ROUNDS = 6
/** How much a cell's shape counts beside its colours; the paper's figure for pictures. */
const COMPACTNESS = 10

/** Cells about `size` pixels wide. */
export function cellsOf(pixels: Pixels, size: number): Cells {
  const { width, height } = pixels
  const lab = calmed(labOf(pixels), pixels)
  const centres = gridOfCentres(lab, pixels, size)
  const labels = new Int32Array(width * height).fill(-1)
  for (let round = 0; round < ROUNDS; round++) {
    assign(lab, pixels, centres, labels, size)
    if (round < ROUNDS - 1) recentre(lab, pixels, centres, labels)
  }
  return joined(labels, lab, pixels, Math.max(Math.floor((size * size) / 4), 1))
}

/** Five numbers for each: L, a, b, x, y. */
function gridOfCentres(lab: Float32Array, { width, height }: Grid, size: number): Float32Array {
  const [columns, rows] = [Math.max(Math.round(width / size), 1), Math.max(Math.round(height / size), 1)]
  const centres = new Float32Array(columns * rows * 5)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const x = Math.min(Math.floor(((column + 0.5) * width) / columns), width - 1)
      const y = Math.min(Math.floor(((row + 0.5) * height) / rows), height - 1)
      const from = 3 * (y * width + x)
      centres.set([lab[from] ?? 0, lab[from + 1] ?? 0, lab[from + 2] ?? 0, x, y], 5 * (row * columns + column))
    }
  }
  return centres
}

/** Each pixel to the nearest centre that is within reach, by colour and place. */
function assign(lab: Float32Array, { width, height }: Grid, centres: Float32Array, labels: Int32Array, size: number): void {
  const nearest = new Float32Array(labels.length).fill(Infinity)
  const weight = (COMPACTNESS / size) ** 2
  const reach = Math.ceil(size)
  for (let k = 0; k < centres.length; k += 5) {
    const l = centres[k] ?? 0
    const a = centres[k + 1] ?? 0
    const b = centres[k + 2] ?? 0
    const cx = centres[k + 3] ?? 0
    const cy = centres[k + 4] ?? 0
    const left = Math.max(Math.round(cx) - reach, 0)
    const right = Math.min(Math.round(cx) + reach, width - 1)
    const bottom = Math.min(Math.round(cy) + reach, height - 1)
    for (let y = Math.max(Math.round(cy) - reach, 0); y <= bottom; y++) {
      const across = weight * (y - cy) * (y - cy)
      for (let x = left, i = y * width + left; x <= right; x++, i++) {
        const dl = (lab[3 * i] ?? 0) - l
        const da = (lab[3 * i + 1] ?? 0) - a
        const db = (lab[3 * i + 2] ?? 0) - b
        const far = dl * dl + da * da + db * db + across + weight * (x - cx) * (x - cx)
        if (far < (nearest[i] ?? 0)) {
          nearest[i] = far
          labels[i] = k / 5
        }
      }
    }
  }
}

function recentre(lab: Float32Array, { width, height }: Grid, centres: Float32Array, labels: Int32Array): void {
  const sums = new Float64Array(centres.length)
  const counts = new Uint32Array(centres.length / 5)
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const k = labels[i] ?? -1
      if (k < 0) continue
      counts[k] = (counts[k] ?? 0) + 1
      const at = 5 * k
      sums[at] = (sums[at] ?? 0) + (lab[3 * i] ?? 0)
      sums[at + 1] = (sums[at + 1] ?? 0) + (lab[3 * i + 1] ?? 0)
      sums[at + 2] = (sums[at + 2] ?? 0) + (lab[3 * i + 2] ?? 0)
      sums[at + 3] = (sums[at + 3] ?? 0) + x
      sums[at + 4] = (sums[at + 4] ?? 0) + y
    }
  }
  counts.forEach((count, k) => {
    if (count > 0) for (let c = 5 * k; c < 5 * k + 5; c++) centres[c] = (sums[c] ?? 0) / count
  })
}
