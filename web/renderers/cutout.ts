/** A part of a picture with marks on it as a picture of its own, for a guideline. */
import type { Bounds, Mark, Size } from '@editor'
import { svgMarkup } from './svg/svg'

/** The longest side of a cutout, in pixels. */
const MOST = 1200
/** What is smaller is enlarged to about this, so that its marks can be told apart. */
const LEAST = 480
const QUALITY = 0.9

interface Cutout {
  /** The picture, and the size of the item in whose pixels frame and marks are given. */
  readonly url: string
  readonly size: Size
  readonly frame: Bounds
  readonly marks: readonly Mark[]
}

/** The part of a picture within the frame, with the marks drawn over it. Rejects where the picture cannot be had. */
export async function cutout({ url, size, frame, marks }: Cutout): Promise<Blob> {
  const reply = await fetch(url)
  if (!reply.ok) throw new Error(`${url}: ${String(reply.status)}`)
  const picture = await createImageBitmap(await reply.blob())
  const { x, y, width, height } = {
    x: frame.minX,
    y: frame.minY,
    width: frame.maxX - frame.minX,
    height: frame.maxY - frame.minY,
  }
  const longest = Math.max(width, height)
  const scale = Math.min(MOST / longest, Math.max(1, LEAST / longest))
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)))
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no canvas to draw on')
  // What is shown of a very large picture may be smaller than the item.
  const ratio = picture.width / size.width
  context.imageSmoothingQuality = 'high'
  context.drawImage(picture, x * ratio, y * ratio, width * ratio, height * ratio, 0, 0, canvas.width, canvas.height)
  const drawn = await pictureOf(svgMarkup(marks, size, frame), canvas)
  context.drawImage(drawn, 0, 0, canvas.width, canvas.height)
  return canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY })
}

async function pictureOf(markup: string, { width, height }: Size): Promise<HTMLImageElement> {
  const sized = markup.replace('<svg ', `<svg width="${String(width)}" height="${String(height)}" `)
  const address = URL.createObjectURL(new Blob([sized], { type: 'image/svg+xml' }))
  try {
    const image = new Image()
    image.src = address
    await image.decode()
    return image
  } finally {
    URL.revokeObjectURL(address)
  }
}
