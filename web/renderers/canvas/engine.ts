/**
 * Draws an editor's scene on stacked canvases in one loop: picture, what rests, what moves. Every change says which
 * layer is stale; a frame draws no more than that.
 */
import { type Camera, type Display, PLAIN, type Point, type Size } from '@editor'
import type { Kernel } from '@editor/kernel'
import type { Stale } from '@editor/scene'
import type { PointEvent } from '@editor/label'
import { imageSize } from '@editor/state'
import { toScreen, visibleBounds } from '@editor/view/camera'
import { factorOf, lensAt, magnified } from '@editor/view/magnifier'
import { type Deep, developed } from './deep'
import { drawMarks } from './drawMarks'
import { Filter } from './filter'
import { Layer } from './layer'
import { Lens } from './lens'
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

interface Pointer {
  readonly at: Point
  readonly kind: PointEvent['pointer']
}

export class Engine {
  readonly layers: readonly Layer[]
  readonly filter: Filter
  readonly lens: Lens
  readonly #image: Layer
  readonly #still: Layer
  readonly #active: Layer
  readonly #rest: Rest
  readonly #stop: () => void
  #picture: Picture | null = null
  #tiles: Tiles | null = null
  #developed: { readonly deep: Deep; readonly display: Display; readonly canvas: HTMLCanvasElement } | null = null
  #pointer: Pointer | null = null
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
    this.lens = new Lens(document)
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
  setPointer(at: Point | null, kind: PointEvent['pointer'] = 'mouse'): void {
    this.#pointer = at && { at, kind }
    if (this.kernel.state.crosshair) this.#request({ active: true })
    if (this.kernel.state.magnifying) this.#request({})
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
    this.#drawLens()
  }

  #drawImage(): void {
    const layer = this.#image
    const { camera, grid, item } = this.kernel.state
    layer.clear()
    layer.context.imageSmoothingQuality = this.#settled() ? 'high' : this.#rough()
    this.#drawPicture(layer, this.filter, camera)
    if (grid && this.#picture) drawGrid(layer, camera, imageSize(item))
  }

  /** The picture as a camera sees it, or a grey field until it has come. */
  #drawPicture(layer: Layer, filter: Filter, camera: Camera): void {
    const { context } = layer
    const { display, item } = this.kernel.state
    const picture = this.#picture
    filter.apply(layer.canvas, picture?.deep ? PLAIN : display)
    const from = toScreen(camera, { x: 0, y: 0 })
    const { width, height } = picture ? this.#extent(picture) : imageSize(item)
    if (!picture) {
      context.fillStyle = 'rgba(128, 128, 128, 0.12)'
      context.fillRect(from.x, from.y, width * camera.scale, height * camera.scale)
      return
    }
    context.imageSmoothingEnabled = camera.scale <= SMOOTH_UP_TO
    context.drawImage(this.#shown(picture, display), from.x, from.y, width * camera.scale, height * camera.scale)
    this.#tiles?.draw(context, camera, layer.size, layer.ratio)
  }

  /** How large the picture is laid down: as the item, and another page of its file as large as fits there. */
  #extent({ width, height }: Picture): Size {
    const own = imageSize(this.kernel.state.item)
    if (this.kernel.state.page === null) return own
    const scale = Math.min(own.width / width, own.height / height)
    return { width: width * scale, height: height * scale }
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

  /** Tiles of the item's own page; of another one, whose size is not known here, the preview must do. */
  #tilesOf(picture: Picture | null): Tiles | null {
    const { item, page } = this.kernel.state
    return picture?.tiles && page === null ? new Tiles(picture.tiles, imageSize(item), loadTile, () => this.#request({ image: true })) : null
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
    const crosshair = state.crosshair && state.tool === 'draw' && !state.readonly && state.page === null && state.cursor !== 'none'
    if (this.#pointer && crosshair) drawCrosshair(layer, this.#pointer.at)
  }

  /** What is below the pointer, larger: picture, grid and marks. Costs nothing while the magnifier is off. */
  #drawLens(): void {
    const { state, scene, viewSize } = this.kernel
    const { lens } = this
    if (!state.magnifying || !this.#pointer) return lens.close()
    const { at, kind } = this.#pointer
    const camera = magnified(state.camera, at, factorOf(state.settings))
    lens.open(lensAt(at, kind, viewSize), this.#image.ratio)
    this.#drawPicture(lens.picture, lens.filter, camera)
    drawGrid(lens.picture, camera, imageSize(state.item))
    const options = { camera, texts: false, rasters: lens.rasters }
    for (const id of scene.search(visibleBounds(camera, lens.marks.size))) drawMarks(lens.marks, scene.marks(id), options)
    // A handle would cover the very corner that one wants to see.
    drawMarks(lens.marks, scene.active().filter(({ kind }) => kind !== 'handle'), options)
    lens.drawCross(camera)
  }
}
