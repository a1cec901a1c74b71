/**
 * Draws an editor's scene on stacked canvases in one loop: picture, what rests, what moves. Every change says which
 * layer is stale; a frame draws no more than that.
 */
import { type Display, PLAIN, type Point, type Size } from '@editor'
import type { Kernel } from '@editor/kernel'
import type { Stale } from '@editor/scene'
import { toScreen } from '@editor/view/camera'
import { type Deep, developed } from './deep'
import { drawMarks } from './drawMarks'
import { Filter } from './filter'
import { Layer } from './layer'
import { drawCrosshair, drawGrid, drawMarquee } from './overlay'
import { type Picture, loadTile } from './pictures'
import { Rest } from './rest'
import { Tiles } from './tiles'

/** A sharp picture of what rests is made when the camera has been still for this long. */
const SETTLE_MS = 80
/** Above this zoom, pixels are shown as squares. */
const SMOOTH_UP_TO = 2

/** Few shapes are drawn sharp with every frame. */
const SHARP_ALWAYS_MAX = 500

interface StaleLayers {
  readonly image: boolean
  readonly rest: boolean
  readonly active: boolean
}

export class Engine {
  readonly layers: readonly Layer[]
  readonly filter: Filter
  readonly #image: Layer
  readonly #still: Layer
  readonly #active: Layer
  readonly #rest: Rest
  readonly #stop: () => void
  #picture: Picture | null = null
  #tiles: Tiles | null = null
  #developed: { readonly deep: Deep; readonly display: Display; readonly canvas: HTMLCanvasElement } | null = null
  #pointer: Point | null = null
  #frame = 0
  /** The timer after which a picture drawn in haste is drawn finely. */
  #fine = 0
  #movedAt = -Infinity
  #stale: StaleLayers = { image: true, rest: true, active: true }

  constructor(
    readonly kernel: Kernel,
    readonly window: Window & typeof globalThis,
  ) {
    const { document } = window
    this.#image = new Layer(document, 'image')
    this.#still = new Layer(document, 'shapes')
    this.#active = new Layer(document, 'active')
    this.filter = new Filter(document)
    this.layers = [this.#image, this.#still, this.#active]
    this.#rest = new Rest(document, kernel.scene, () => window.performance.now())
    this.#stop = kernel.onPaint((stale) => this.#note(stale))
  }

  resize(size: Size): void {
    for (const layer of this.layers) layer.resize(size, this.window.devicePixelRatio || 1)
    this.#rest.invalidate(null)
    this.#all()
  }

  setPicture(picture: Picture | null): void {
    this.#picture = picture
    this.#tiles = this.#tilesOf(picture)
    this.#all()
  }

  /** Where the pointer is, in screen pixels of the view; null when it has left. */
  setPointer(at: Point | null): void {
    this.#pointer = at
    if (this.kernel.state.crosshair) this.#request({ active: true })
  }

  /** Draws what is stale at once, instead of with the next frame. */
  flush(): void {
    this.window.cancelAnimationFrame(this.#frame)
    this.#draw()
  }

  destroy(): void {
    this.#stop()
    this.window.clearTimeout(this.#fine)
    this.window.cancelAnimationFrame(this.#frame)
  }

  #note(stale: Stale): void {
    switch (stale.layer) {
      case 'static':
        this.#rest.invalidate(stale.bounds, stale.ids)
        this.#request({ rest: true })
        return
      case 'active':
        this.#request({ active: true })
        return
      case 'camera':
        this.#movedAt = this.window.performance.now()
        this.#all()
        return
      case 'item':
        this.#rest.forget()
        this.#all()
    }
  }

  #all(): void {
    this.#request({ image: true, rest: true, active: true })
  }

  #request(stale: Partial<StaleLayers>): void {
    this.#stale = { ...this.#stale, ...stale }
    this.#frame ||= this.window.requestAnimationFrame(() => this.#draw())
  }

  #draw(): void {
    this.#frame = 0
    const stale = this.#stale
    this.#stale = { image: false, rest: false, active: false }
    if (this.#image.size.width === 0) return
    if (stale.image) this.#drawImage()
    if (stale.rest) this.#drawRest()
    if (stale.active || stale.image) this.#drawActive()
  }

  #drawImage(): void {
    const layer = this.#image
    const { camera, item, display } = this.kernel.state
    layer.clear()
    this.filter.apply(layer.canvas, this.#picture?.deep ? PLAIN : display)
    const { width = 0, height = 0 } = item
    const from = toScreen(camera, { x: 0, y: 0 })
    if (!this.#picture) {
      layer.context.fillStyle = 'rgba(128, 128, 128, 0.12)'
      layer.context.fillRect(from.x, from.y, width * camera.scale, height * camera.scale)
      return
    }
    layer.context.imageSmoothingEnabled = camera.scale <= SMOOTH_UP_TO
    layer.context.imageSmoothingQuality = this.#settled() ? 'high' : this.#rough()
    layer.context.drawImage(this.#shown(this.#picture, display), from.x, from.y, width * camera.scale, height * camera.scale)
    this.#tiles?.draw(layer.context, camera, layer.size, layer.ratio)
    if (this.kernel.state.grid) drawGrid(layer, camera, { width, height })
  }

  #settled(): boolean {
    return this.window.performance.now() - this.#movedAt >= SETTLE_MS
  }

  /** Quick while the camera moves; a fine picture follows when it is still. */
  #rough(): 'low' {
    this.#fine ||= this.window.setTimeout(() => {
      this.#fine = 0
      this.#request({ image: true })
    }, SETTLE_MS)
    return 'low'
  }

  /** The picture, or what is developed of its deep values for this display. */
  #shown({ deep, source }: Picture, display: Display): CanvasImageSource {
    if (!deep) return source
    if (this.#developed?.deep !== deep || this.#developed.display !== display) {
      const canvas = this.window.document.createElement('canvas')
      Object.assign(canvas, { width: deep.width, height: deep.height })
      canvas.getContext('2d')?.putImageData(developed(deep, display), 0, 0)
      this.#developed = { deep, display, canvas }
    }
    return this.#developed.canvas
  }

  #tilesOf(picture: Picture | null): Tiles | null {
    const { width = 1, height = 1 } = this.kernel.state.item
    return picture?.tiles ? new Tiles(picture.tiles, { width, height }, loadTile, () => this.#request({ image: true })) : null
  }

  #drawRest(): void {
    const { camera } = this.kernel.state
    const sharp = this.#settled() || this.kernel.scene.size <= SHARP_ALWAYS_MAX
    const more = this.#rest.draw(this.#still, camera, sharp)
    if (more || !this.#rest.matches(camera, this.#still.size)) this.#request({ rest: true })
  }

  #drawActive(): void {
    const layer = this.#active
    const { state, scene } = this.kernel
    layer.clear()
    drawMarks(layer, scene.active(), { camera: state.camera, texts: true })
    const marquee = scene.marquee()
    if (marquee) drawMarquee(layer, marquee, state.camera)
    const crosshair = state.crosshair && state.tool === 'draw' && !state.readonly && state.cursor !== 'none'
    if (this.#pointer && crosshair) drawCrosshair(layer, this.#pointer)
  }
}
