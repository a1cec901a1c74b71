/** Grey values of sixteen bits: kept as they are, and developed into a picture for the display asked for. */
import type { Display } from '@editor'
import { shade } from '@editor/display'

const VALUES = 65536
/** So many of the values lie below the black and above the white that a picture begins with. */
const CUT = 0.001

export interface Deep {
  readonly values: Uint16Array
  readonly width: number
  readonly height: number
  /** The grey values that the window's 0 and 1 stand for. */
  readonly low: number
  readonly high: number
}

/** From pixels whose red and green are the high and the low byte of each value. */
export function deepOf({ data, width, height }: ImageData): Deep {
  const values = new Uint16Array(width * height)
  const counts = new Uint32Array(VALUES)
  for (let i = 0; i < values.length; i++) {
    const value = ((data[4 * i] ?? 0) << 8) | (data[4 * i + 1] ?? 0)
    values[i] = value
    counts[value] = (counts[value] ?? 0) + 1
  }
  const cut = Math.floor(values.length * CUT)
  const low = firstBeyond(counts, cut, 0, 1)
  const high = firstBeyond(counts, cut, VALUES - 1, -1)
  return { values, width, height, low, high: Math.max(high, low + 1) }
}

/** The pixels to show: each value through the display's window and curve. */
export function developed({ values, width, height, low, high }: Deep, display: Display): ImageData {
  const table = new Uint8ClampedArray(VALUES)
  for (let value = 0; value < VALUES; value++) table[value] = Math.round(255 * shade(display, (value - low) / (high - low)))
  const picture = new ImageData(width, height)
  const pixels = new Uint32Array(picture.data.buffer)
  for (let i = 0; i < values.length; i++) {
    const grey = table[values[i] ?? 0] ?? 0
    pixels[i] = 0xff000000 | (grey << 16) | (grey << 8) | grey
  }
  return picture
}

/** The first value from an end on that more than `cut` values reach up to. */
function firstBeyond(counts: Uint32Array, cut: number, from: number, step: 1 | -1): number {
  let seen = 0
  for (let value = from; value >= 0 && value < counts.length; value += step) {
    seen += counts[value] ?? 0
    if (seen > cut) return value
  }
  return from
}
