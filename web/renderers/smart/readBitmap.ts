/** Reads windows of a decoded picture's own pixels: what the person set for display does not touch them. */
import type { Frame } from '@editor/smart/picture'

export function readBitmap(bitmap: ImageBitmap): (frame: Frame) => Uint8ClampedArray {
  return ({ x, y, step, width, height }) => {
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })
    if (!context) throw new Error('This browser gives no canvas to read pixels with.')
    context.imageSmoothingEnabled = step > 1
    context.imageSmoothingQuality = 'high'
    context.drawImage(bitmap, x, y, width * step, height * step, 0, 0, width, height)
    return context.getImageData(0, 0, width, height).data
  }
}
