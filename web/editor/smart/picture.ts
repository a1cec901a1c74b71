/** The pixels of a picture, read in windows and kept for a while. */
import type { Bounds, Size } from '../geometry/types'
import type { Pixels } from '../vision/pixels'
import { Shelf } from './shelf'
import type { Picture } from './types'

/** A window without its pixels. */
export type Frame = Omit<Pixels, 'data'>

/** How many windows are kept. */
const KEPT = 3

/** A picture whose windows are read by `read`: four bytes a pixel, each the mean of the `step` × `step` it stands for. */
export function pictureOf(size: Size, read: (frame: Frame) => Uint8ClampedArray | Promise<Uint8ClampedArray>): Picture {
  const shelf = new Shelf<Pixels>(KEPT)
  return {
    size,
    pixels(bounds, most) {
      const frame = frameOf(bounds, size, most)
      return shelf.keep(JSON.stringify(frame), async () => ({ ...frame, data: await read(frame) }))
    },
  }
}

/** The window that holds bounds, with so many pixels made one that no more than `most` are left. */
export function frameOf(bounds: Bounds, { width, height }: Size, most: number): Frame {
  const [x, y] = [Math.max(Math.floor(bounds.minX), 0), Math.max(Math.floor(bounds.minY), 0)]
  const [wide, high] = [Math.max(Math.min(Math.ceil(bounds.maxX), width) - x, 1), Math.max(Math.min(Math.ceil(bounds.maxY), height) - y, 1)]
  const step = Math.max(Math.ceil(Math.sqrt((wide * high) / most)), 1)
  return { x, y, step, width: Math.ceil(wide / step), height: Math.ceil(high / step) }
}

/** Reads windows of pixels that are all in memory. */
export function readFrom(all: Pixels): (frame: Frame) => Uint8ClampedArray {
  return ({ x, y, step, width, height }) => {
    const data = new Uint8ClampedArray(width * height * 4)
    if (step === 1) {
      for (let row = 0; row < height; row++) {
        const from = 4 * ((y + row) * all.width + x)
        data.set(all.data.subarray(from, from + 4 * width), 4 * row * width)
      }
      return data
    }
    for (let i = 0; i < data.length; i++) {
      const [column, row] = [(i >> 2) % width, Math.floor((i >> 2) / width)]
      let [sum, count] = [0, 0]
      for (let v = y + row * step; v < Math.min(y + (row + 1) * step, all.height); v++) {
        for (let u = x + column * step; u < Math.min(x + (column + 1) * step, all.width); u++) {
          sum += all.data[4 * (v * all.width + u) + (i & 3)] ?? 0
          count++
        }
      }
      data[i] = count === 0 ? 0 : sum / count
    }
    return data
  }
}
