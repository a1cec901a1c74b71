/** Colours as the eye tells them apart. Pure. */
import type { Grid, Pixels } from './pixels'
import { blurred } from './region'

/** L, a and b of each pixel, interleaved (CIE 1976, D65), by a table for the curve of sRGB. */
export function labOf({ data }: Pixels): Float32Array {
  const lab = new Float32Array((data.length / 4) * 3)
  for (let from = 0, to = 0; from < data.length; from += 4, to += 3) {
    const [r, g, b] = [LINEAR[data[from] ?? 0] ?? 0, LINEAR[data[from + 1] ?? 0] ?? 0, LINEAR[data[from + 2] ?? 0] ?? 0]
    const x = curve((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047)
    const y = curve(0.2126729 * r + 0.7151522 * g + 0.072175 * b)
    const z = curve((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883)
    lab[to] = 116 * y - 16
    lab[to + 1] = 500 * (x - y)
    lab[to + 2] = 200 * (y - z)
  }
  return lab
}

/** Colours without the noise of single pixels. */
export function calmed(lab: Float32Array, grid: Grid): Float32Array {
  const values = new Float32Array(lab.length / 3)
  const smooth = new Float32Array(lab.length)
  for (const channel of [0, 1, 2]) {
    for (let i = 0, at = channel; i < values.length; i++, at += 3) values[i] = lab[at] ?? 0
    const mean = blurred(values, grid, 1)
    for (let i = 0, at = channel; i < values.length; i++, at += 3) smooth[at] = mean[i] ?? 0
  }
  return smooth
}

const LINEAR = Float32Array.from({ length: 256 }, (_, value) => {
  const share = value / 255
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
})

function curve(t: number): number {
  return t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116
}
