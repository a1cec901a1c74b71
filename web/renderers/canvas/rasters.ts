/**
 * Pictures of pixels at the resolution of the screen, kept as long as they are shown. What rests is drawn once for each
 * zoom and look; what is being painted is mended where it has changed. Memory is bounded by the screen, not by the image.
 */
import type { Bounds, Camera, Mark } from '@editor'
import { grown, intersects } from '@editor/geometry/plane'
import type { Pixels } from '@editor/geometry/pixels'
import { visibleBounds } from '@editor/view/camera'
import type { Layer } from './layer'
import { type Grid, coverOf, gridOver, overlapOf, shaded, widened } from './shading'

type RasterMark = Mark & { readonly kind: 'raster' }

/** Bytes of pictures that are kept. */
const KEPT_MAX = 96 * 2 ** 20
/** Pictures up to this many screen pixels are made whole, of larger ones only what is in view. */
const WHOLE_MAX = 2 ** 20
/** The rim of what has a stroke, in screen pixels of the page, at rest and when it is stressed. */
const RIM = 1
const STRESSED_RIM = 2
const STRESSED_FROM = 3

interface Picture {
  readonly name: string
  readonly canvas: OffscreenCanvas
  readonly context: OffscreenCanvasRenderingContext2D
  readonly grid: Grid
  /** The state of the pixels that it shows. */
  version: number
}

interface Look {
  readonly fill: number
  readonly edge: number
  readonly rim: number
}

export class Rasters {
  readonly #pictures = new Map<string, Picture>()
  readonly #names = new WeakMap<Pixels, number>()
  readonly #colors = new Map<string, number>()
  #named = 0
  #bytes = 0
  /** The one that is being painted. */
  #live: Picture | null = null

  /** Draws pixels where the camera sees them. */
  draw(layer: Layer, mark: RasterMark, camera: Camera): void {
    const { pixels, ink, mode } = mark
    const seen = visibleBounds(camera, layer.size)
    if (!intersects(pixels.bounds, seen)) return
    const { canvas, grid } = this.#picture(mark, seen, camera.scale * layer.ratio, layer.ratio)
    const { context, ratio } = layer
    const x = (Math.round(-camera.x * grid.scale) + grid.left) / ratio
    const y = (Math.round(-camera.y * grid.scale) + grid.top) / ratio
    const blit = (operation: GlobalCompositeOperation, opacity: number): void => {
      context.globalCompositeOperation = operation
      context.globalAlpha = opacity
      context.drawImage(canvas, x, y, grid.width / ratio, grid.height / ratio)
    }
    context.imageSmoothingEnabled = false
    if (mode !== undefined) blit('destination-out', 1)
    if (mode !== 'erase') blit('source-over', (ink.opacity ?? 1) * (ink.stroke === undefined ? (ink.fillOpacity ?? 1) : 1))
    context.globalCompositeOperation = 'source-over'
    context.globalAlpha = 1
  }

  #picture(mark: RasterMark, seen: Bounds, scale: number, ratio: number): Picture {
    const { pixels } = mark
    const look = this.#lookOf(mark, ratio)
    const grid = pixels.live ? gridOver(seen, scale) : gridOf(pixels.bounds, seen, scale)
    const { left, top, width, height } = grid
    const name = [this.#nameOf(pixels), left, top, width, height, scale, look.fill, look.edge, look.rim].join(' ')
    const known = this.#live?.name === name ? this.#live : this.#pictures.get(name)
    const picture = known ?? pictured(name, grid)
    const changed = known ? pixels.changedSince(known.version) : pixels.bounds
    if (changed) paint(picture, pixels, look, changed)
    if (pixels.live) this.#live = picture
    else this.#keep(picture)
    return picture
  }

  /** As the last one drawn; lets go of what was not drawn for the longest time. */
  #keep(picture: Picture): void {
    if (!this.#pictures.delete(picture.name)) this.#bytes += bytesOf(picture)
    this.#pictures.set(picture.name, picture)
    for (const [name, old] of this.#pictures) {
      if (this.#bytes <= KEPT_MAX || old === picture) return
      this.#pictures.delete(name)
      this.#bytes -= bytesOf(old)
    }
  }

  #nameOf(pixels: Pixels): number {
    const known = this.#names.get(pixels)
    if (known !== undefined) return known
    this.#names.set(pixels, ++this.#named)
    return this.#named
  }

  /** What has a rim is filled as weakly as the ink says; what has none is solid, and weak only when it is laid down. */
  #lookOf({ ink }: RasterMark, ratio: number): Look {
    const solid = this.#colorOf(ink.fill ?? ink.stroke ?? '#888888')
    if (ink.stroke === undefined) return { fill: solid, edge: solid, rim: 0 }
    const rim = (ink.strokeWidth ?? 1) >= STRESSED_FROM ? STRESSED_RIM : RIM
    const alpha = Math.round(255 * (ink.fillOpacity ?? 1))
    return { fill: ((solid & 0xffffff) | (alpha << 24)) >>> 0, edge: this.#colorOf(ink.stroke), rim: Math.round(rim * ratio) }
  }

  /** A colour as the canvas keeps it, seen through nowhere. */
  #colorOf(color: string): number {
    const known = this.#colors.get(color)
    if (known !== undefined) return known
    const { context } = pictured('', { left: 0, top: 0, width: 1, height: 1, scale: 1 })
    context.fillStyle = color
    context.fillRect(0, 0, 1, 1)
    const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data
    const kept = ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0
    this.#colors.set(color, kept)
    return kept
  }
}

/** The whole of what lies within bounds or, where that is large, what of it is in view. */
function gridOf(bounds: Bounds, seen: Bounds, scale: number): Grid {
  const whole = gridOver(bounds, scale)
  return whole.width * whole.height <= WHOLE_MAX ? whole : (overlapOf(whole, gridOver(seen, scale)) ?? whole)
}

function pictured(name: string, grid: Grid): Picture {
  const canvas = new OffscreenCanvas(grid.width, grid.height)
  const context = canvas.getContext('2d')
  if (!context) throw new Error('This browser offers no 2D canvas, which the editor draws on.')
  return { name, canvas, context, grid, version: 0 }
}

/** Paints the part of a picture that shows these bounds. */
function paint(picture: Picture, pixels: Pixels, { fill, edge, rim }: Look, changed: Bounds): void {
  const part = overlapOf(picture.grid, gridOver(grown(changed, (rim + 1) / picture.grid.scale), picture.grid.scale))
  picture.version = pixels.version
  if (!part) return
  const around = widened(part, rim)
  const colors = shaded(coverOf(pixels, around), around, rim, fill, edge)
  const data = new ImageData(new Uint8ClampedArray(colors.buffer as ArrayBuffer), part.width, part.height)
  picture.context.putImageData(data, part.left - picture.grid.left, part.top - picture.grid.top)
}

function bytesOf({ grid }: Picture): number {
  return 4 * grid.width * grid.height
}

/** Pictures of pixels, shared by all editors of a page. */
export const rasters = new Rasters()
