/** Reads windows of a picture's own pixels: what the person set for display does not touch them. */
import type { Size } from '@editor'
import type { Frame } from '@editor/smart/picture'
import { type TileSource, addressOf, levelsOf, placesWithin } from '../canvas/tiles'

type Context = OffscreenCanvasRenderingContext2D

/** From a picture that is decoded whole. */
export function readBitmap(bitmap: ImageBitmap): (frame: Frame) => Uint8ClampedArray {
  return (frame) => {
    const { x, y, step, width, height } = frame
    const context = canvasFor(frame)
    context.drawImage(bitmap, x, y, width * step, height * step, 0, 0, width, height)
    return context.getImageData(0, 0, width, height).data
  }
}

/** From the tiles of the level that has no fewer pixels than are asked for. */
export function readTiles(source: TileSource, size: Size): (frame: Frame) => Promise<Uint8ClampedArray> {
  return async (frame) => {
    const { x, y, step, width, height } = frame
    const level = Math.min(Math.floor(Math.log2(step)), levelsOf(size, source.side) - 1)
    const places = placesWithin(source, size, level, { minX: x, minY: y, maxX: x + width * step - 1, maxY: y + height * step - 1 })
    const context = canvasFor(frame)
    const factor = 2 ** level
    await Promise.all(
      places.map(async (place) => {
        const tile = await tileAt(addressOf(source, place))
        const [left, top] = [(place.column * source.side * factor - x) / step, (place.row * source.side * factor - y) / step]
        context.drawImage(tile, left, top, (tile.width * factor) / step, (tile.height * factor) / step)
        tile.close()
      }),
    )
    return context.getImageData(0, 0, width, height).data
  }
}

async function tileAt(address: string): Promise<ImageBitmap> {
  const response = await fetch(address)
  if (!response.ok) throw new Error('A part of the picture could not be loaded. Check the connection and try once more.')
  return createImageBitmap(await response.blob())
}

function canvasFor({ step, width, height }: Frame): Context {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('This browser gives no canvas to read pixels with.')
  context.imageSmoothingEnabled = step > 1
  context.imageSmoothingQuality = 'high'
  return context
}
