/** One canvas of a stack. Coordinates are CSS pixels of the view; the pixel ratio of the screen is dealt with here alone. */
import type { Size } from '@editor'

/** What names are written in. */
const FONT = '600 11px "Inter Variable", Inter, system-ui, sans-serif'

export class Layer {
  readonly canvas: HTMLCanvasElement
  readonly context: CanvasRenderingContext2D
  size: Size = { width: 0, height: 0 }
  ratio = 1

  constructor(document: Document, name: string) {
    this.canvas = document.createElement('canvas')
    this.canvas.dataset.layer = name
    this.canvas.setAttribute('aria-hidden', 'true')
    Object.assign(this.canvas.style, { position: 'absolute', inset: '0', pointerEvents: 'none' })
    const context = this.canvas.getContext('2d')
    if (!context) throw new Error('This browser offers no 2D canvas, which the editor draws on.')
    this.context = context
  }

  /** Sets the size in CSS pixels; the content is lost. */
  resize(size: Size, ratio: number): void {
    const stays = size.width === this.size.width && size.height === this.size.height && ratio === this.ratio
    this.size = size
    // To set the size of a canvas, even to what it is, takes new memory.
    if (stays) return this.clear()
    this.ratio = ratio
    this.canvas.width = Math.max(1, Math.round(size.width * ratio))
    this.canvas.height = Math.max(1, Math.round(size.height * ratio))
    this.canvas.style.width = `${size.width}px`
    this.canvas.style.height = `${size.height}px`
    // Once, here: to set or read it brings the styles of the whole page up to date there and then.
    this.context.font = FONT
    this.reset()
  }

  clear(): void {
    this.context.setTransform(1, 0, 0, 1, 0, 0)
    this.context.clearRect(0, 0, this.canvas.width, this.canvas.height)
    this.reset()
  }

  reset(): void {
    this.context.setTransform(this.ratio, 0, 0, this.ratio, 0, 0)
  }
}
