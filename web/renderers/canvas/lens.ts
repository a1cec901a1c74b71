/** The magnifier's window: a small stack of canvases at the pointer, with a cross on the very place that it is about. */
import type { Camera, Point } from '@editor'
import { LENS } from '@editor/view/magnifier'
import { Filter } from './filter'
import { Layer } from './layer'
import { Rasters } from './rasters'

/** Bytes of canvases for masks in the window. */
const RASTERS_MAX = 8 * 2 ** 20
/** The cross leaves this many screen pixels about its middle free. */
const GAP = 5

export class Lens {
  readonly element: HTMLElement
  readonly picture: Layer
  readonly marks: Layer
  readonly filter: Filter
  /** Its own, so that masks are not drawn anew for the view each time they are drawn for the window. */
  readonly rasters = new Rasters(RASTERS_MAX)

  constructor(document: Document) {
    this.element = document.createElement('div')
    this.element.dataset.testid = 'magnifier'
    this.element.setAttribute('aria-hidden', 'true')
    this.element.hidden = true
    Object.assign(this.element.style, {
      position: 'absolute',
      width: `${LENS}px`,
      height: `${LENS}px`,
      borderRadius: '12px',
      overflow: 'hidden',
      pointerEvents: 'none',
      background: 'var(--lw-stage, #222)',
      boxShadow: '0 0 0 1.5px #fff, 0 0 0 3px rgba(0, 0, 0, 0.75), 0 6px 22px rgba(0, 0, 0, 0.4)',
      zIndex: '3',
    })
    this.picture = new Layer(document, 'magnifier-image')
    this.marks = new Layer(document, 'magnifier-shapes')
    this.filter = new Filter(document)
    this.element.append(this.filter.element, this.picture.canvas, this.marks.canvas)
  }

  /** Puts the window at a place of the view and empties it. */
  open({ x, y }: Point, ratio: number): void {
    this.element.hidden = false
    this.element.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`
    for (const layer of [this.picture, this.marks]) layer.resize({ width: LENS, height: LENS }, ratio)
  }

  close(): void {
    this.element.hidden = true
  }

  /** The cross, and the pixel that the pointer is on where pixels are large. */
  drawCross({ x, y, scale }: Camera): void {
    const { context } = this.marks
    const middle = LENS / 2
    context.setLineDash([])
    for (const [color, width] of [
      ['rgba(0, 0, 0, 0.75)', 4],
      ['#ffffff', 2],
    ] as const) {
      context.strokeStyle = color
      context.lineWidth = width
      context.beginPath()
      for (const [from, to] of [
        [middle - 22, middle - GAP],
        [middle + GAP, middle + 22],
      ] as const) {
        context.moveTo(from, middle)
        context.lineTo(to, middle)
        context.moveTo(middle, from)
        context.lineTo(middle, to)
      }
      context.stroke()
    }
    if (scale < 2 * GAP) return
    const [left, top] = [Math.floor(x + middle / scale), Math.floor(y + middle / scale)]
    context.strokeStyle = '#ffd60a'
    context.lineWidth = 1
    context.strokeRect((left - x) * scale + 0.5, (top - y) * scale + 0.5, scale - 1, scale - 1)
  }
}
