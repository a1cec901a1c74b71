/** Where a picture changes: the strength of its edges and the thin lines along their ridges. Pure. */
import type { Grid, Pixels } from './pixels'
import { blurred } from './region'

export interface Edges extends Grid {
  /** 0 where nothing changes, 1 at the strongest edges that there are and above. */
  readonly strength: Float32Array
  /** 1 where an edge is stronger than beside it, on either side. */
  readonly ridge: Uint8Array
}

/** Below this no edge is told from the noise of a camera: levels of 255 over one pixel. */
const NOISE = 2
/** The strongest edges are those of one pixel in so many. */
const RARE = 500

/** Edges, measured by the strongest of these pixels or by a given strength, in levels over one pixel. */
export function edgesOf(pixels: Pixels, strongest?: number): Edges {
  const { width, height } = pixels
  const { magnitude, sector } = gradientsOf(pixels)
  const scale = 1 / Math.max(strongest ?? rarest(magnitude), NOISE)
  const strength = magnitude.map((value) => Math.min(value * scale, 1))
  return { width, height, strength, ridge: ridges(strength, sector, pixels) }
}

/** How strong the strongest edges are, in levels over one pixel. */
export function strongestEdge(pixels: Pixels): number {
  return rarest(gradientsOf(pixels).magnitude)
}

/** Sobel gradients of the slightly blurred channels; of the three, the strongest counts. */
function gradientsOf(pixels: Pixels): { readonly magnitude: Float32Array; readonly sector: Uint8Array } {
  const squares = new Float32Array(pixels.width * pixels.height)
  const sector = new Uint8Array(squares.length)
  for (const channel of [0, 1, 2]) addGradients(blurred(plane(pixels, channel), pixels, 1), pixels, squares, sector)
  return { magnitude: squares.map(Math.sqrt), sector }
}

function plane({ data, width, height }: Pixels, channel: number): Float32Array {
  const values = new Float32Array(width * height)
  for (let i = 0, at = channel; i < values.length; i++, at += 4) values[i] = data[at] ?? 0
  return values
}

/** Keeps the larger of what was there and this plane's: squared gradients, and their direction in eighths of a turn. */
function addGradients(values: Float32Array, { width, height }: Grid, squares: Float32Array, sector: Uint8Array): void {
  for (let y = 0; y < height; y++) {
    const [here, above, below] = [y * width, Math.max(y - 1, 0) * width, Math.min(y + 1, height - 1) * width]
    for (let x = 0; x < width; x++) {
      const [left, right] = [x > 0 ? x - 1 : 0, x < width - 1 ? x + 1 : x]
      const [nw, ne, sw, se] = [values[above + left] ?? 0, values[above + right] ?? 0, values[below + left] ?? 0, values[below + right] ?? 0]
      const dx = (ne + se - nw - sw + 2 * ((values[here + right] ?? 0) - (values[here + left] ?? 0))) / 8
      const dy = (sw + se - nw - ne + 2 * ((values[below + x] ?? 0) - (values[above + x] ?? 0))) / 8
      const square = dx * dx + dy * dy
      if (square <= (squares[here + x] ?? 0)) continue
      squares[here + x] = square
      sector[here + x] = sectorOf(dx, dy)
    }
  }
}

/** 0 for a gradient along x, 1 down to the right, 2 along y, 3 up to the right. */
function sectorOf(dx: number, dy: number): number {
  const [wide, high] = [Math.abs(dx), Math.abs(dy)]
  if (high < 0.4142 * wide) return 0
  if (wide < 0.4142 * high) return 2
  return dx * dy > 0 ? 1 : 3
}

/** The value that only one in many exceeds. */
function rarest(values: Float32Array): number {
  const counts = new Uint32Array(512)
  for (const value of values) {
    const bin = Math.min(Math.floor(value * 2), 511)
    counts[bin] = (counts[bin] ?? 0) + 1
  }
  let above = 0
  for (let bin = 511; bin > 0; bin--) {
    above += counts[bin] ?? 0
    if (above > values.length / RARE) return (bin + 1) / 2
  }
  return 0
}

function ridges(strength: Float32Array, sector: Uint8Array, { width, height }: Grid): Uint8Array {
  const ridge = new Uint8Array(width * height)
  const offsets = [1, width + 1, width, 1 - width]
  for (let y = 1; y < height - 1; y++) {
    for (let i = y * width + 1; i < y * width + width - 1; i++) {
      const [own, offset] = [strength[i] ?? 0, offsets[sector[i] ?? 0] ?? 1]
      if (own > 0.05 && own >= (strength[i + offset] ?? 0) && own > (strength[i - offset] ?? 0)) ridge[i] = 1
    }
  }
  return ridge
}
