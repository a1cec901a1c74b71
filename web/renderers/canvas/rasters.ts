/**
 * Pictures of pixels at the resolution of the screen, kept as long as they are shown. What rests is drawn once for each
 * zoom and look; what is being painted is mended where it has changed. Memory is bounded by the screen, not by the image.
 */
import type { Bounds, Camera, Mark } from '@editor'
import { grown, intersects } from '@editor/geometry/plane'
import type { Pixels } from '@editor/geometry/pixels'
import { visibleBounds } from '@editor/view/camera'
import { Canvases, contextOf } from './canvases'
import type { Layer } from './layer'
import { type Grid, coverOf, gridOver, overlapOf, shaded, widened } from './shading'

type RasterMark = Mark & { readonly kind: 'raster' }

/** Bytes of canvases for pictures that are kept. */
const KEPT_MAX = 96 * 2 ** 20
/** Pictures up to this many screen pixels are made whole, of larger ones only what is in view. */
const WHOLE_MAX = 2 ** 20
/** The rim of what has a stroke, in screen pixels of the page, at rest and when it is stressed. */
const RIM = 1
const STRESSED_RIM = 2
const STRESSED_FROM = 3

interface Picture {
  readonly name: string
  /** Its canvas may be larger than the picture. */
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
  readonly #canvases: Canvases
  #named = 0
  /** The one that is being painted. */
  #live: Picture | null = null

  constructor(bytesMax = KEPT_MAX) {
    this.#canvases = new Canvases(bytesMax)
  }

  /** Draws pixels where the camera sees them. */
  draw(layer: Layer, mark: RasterMark, camera: Camera): void {
    const { pixels, ink, mode } = mark
    const seen = visibleBounds(camera, layer.size)
    if (!intersects(pixels.bounds, seen)) return
    const { context: picture, grid } = this.#picture(mark, seen, camera.scale * layer.ratio, layer.ratio)
    const { context, ratio } = layer
    const x = (Math.round(-camera.x * grid.scale) + grid.left) / ratio
    const y = (Math.round(-camera.y * grid.scale) + grid.top) / ratio
    const blit = (operation: GlobalCompositeOperation, opacity: number): void => {
      context.globalCompositeOperation = operation
      context.globalAlpha = opacity
      context.drawImage(picture.canvas, 0, 0, grid.width, grid.height, x, y, grid.width / ratio, grid.height / ratio)
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
    const picture = known ?? { name, context: pixels.live ? this.#liveContext(grid) : this.#room(grid), grid, version: 0 }
    const changed = known ? pixels.changedSince(known.version) : pixels.bounds
    if (changed) paint(picture, pixels, look, changed)
    if (pixels.live) this.#live = picture
    else this.#drawnLast(picture)
    return picture
  }

  #drawnLast(picture: Picture): void {
    this.#pictures.delete(picture.name)
    this.#pictures.set(picture.name, picture)
  }

  /** Where there is no more room, what was not drawn for the longest time gives its canvas. */
  #room(grid: Grid): OffscreenCanvasRenderingContext2D {
    for (;;) {
      const context = this.#canvases.take(grid)
      const [oldest] = this.#pictures.values()
      if (context) return context
      if (!oldest) return this.#canvases.make(grid)
      this.#pictures.delete(oldest.name)
      this.#canvases.giveBack(oldest.context)
    }
  }

  /** The same canvas for each stroke, emptied. */
  #liveContext({ width, height }: Grid): OffscreenCanvasRenderingContext2D {
    const old = this.#live?.context
    if (old?.canvas.width !== width || old.canvas.height !== height) return contextOf(width, height)
    old.clearRect(0, 0, width, height)
    return old
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
    const context = contextOf(1, 1)
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

/** Pictures of pixels, shared by all editors of a page. */
export const rasters = new Rasters()
