/** The magic wand: pixels of a colour like that of one. Pure. */
import { type Pixels, type Region, emptyRegion } from './pixels'
import { flooded } from './region'

export interface WandOptions {
  /** How far each channel may be from the seed's, 0 to 255. */
  readonly tolerance: number
  /** Whether only what is joined to the seed counts, or all of that colour. */
  readonly contiguous: boolean
}

/** The pixels whose colour is within `tolerance` of the mean colour around the seed. */
export function alike(pixels: Pixels, seed: number, { tolerance, contiguous }: WandOptions): Region {
  const { data } = pixels
  const [red, green, blue] = colorAround(pixels, seed)
  const region = emptyRegion(pixels)
  for (let i = 0, at = 0; at < data.length; i++, at += 4) {
    const near =
      Math.abs((data[at] ?? 0) - red) <= tolerance &&
      Math.abs((data[at + 1] ?? 0) - green) <= tolerance &&
      Math.abs((data[at + 2] ?? 0) - blue) <= tolerance
    if (near) region.inside[i] = 1
  }
  if (!contiguous) return region
  region.inside[seed] = 1
  return flooded(region, seed)
}

/** The mean of the three by three pixels around one, so that noise does not choose. */
function colorAround({ data, width, height }: Pixels, seed: number): readonly [number, number, number] {
  const [row, column] = [Math.floor(seed / width), seed % width]
  const sum: [number, number, number] = [0, 0, 0]
  let count = 0
  for (let y = Math.max(row - 1, 0); y <= Math.min(row + 1, height - 1); y++) {
    for (let x = Math.max(column - 1, 0); x <= Math.min(column + 1, width - 1); x++) {
      const at = 4 * (y * width + x)
      sum[0] += data[at] ?? 0
      sum[1] += data[at + 1] ?? 0
      sum[2] += data[at + 2] ?? 0
      count++
    }
  }
  return [sum[0] / count, sum[1] / count, sum[2] / count]
}
