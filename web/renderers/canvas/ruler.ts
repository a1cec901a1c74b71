/** Draws one ruler on a canvas of its own: lines, numbers, and where the pointer is. */
import { RULER, type Tick } from '@editor/view/ruler'

export interface RulerLook {
  readonly along: 'x' | 'y'
  /** How long it is, in screen pixels. */
  readonly length: number
  readonly ratio: number
  readonly ink: string
  readonly ground: string
  /** Where the pointer is along it; null where it is not on the picture. */
  readonly pointer: number | null
}

const FONT = '9px "Inter Variable", Inter, system-ui, sans-serif'
const SHORT = 5
const FAINT = 0.45
const MARKER = '#e5484d'

export function drawRuler(canvas: HTMLCanvasElement, ticks: readonly Tick[], { along, length, ratio, ink, ground, pointer }: RulerLook): void {
  const [width, height] = along === 'x' ? [length, RULER] : [RULER, length]
  sized(canvas, Math.round(width * ratio), Math.round(height * ratio))
  const context = canvas.getContext('2d')
  if (!context) return
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  context.fillStyle = ground
  context.fillRect(0, 0, width, height)
  context.fillStyle = ink
  context.font = FONT
  context.textBaseline = 'middle'
  for (const { at, text } of ticks) {
    const from = text === null ? RULER - SHORT : 0
    context.globalAlpha = text === null ? FAINT : 1
    if (along === 'x') context.fillRect(Math.round(at), from, 1, RULER - from)
    else context.fillRect(from, Math.round(at), RULER - from, 1)
    if (text !== null) write(context, text, Math.round(at), along)
  }
  context.globalAlpha = 1
  if (pointer === null) return
  context.fillStyle = MARKER
  if (along === 'x') context.fillRect(Math.round(pointer), 0, 1, RULER)
  else context.fillRect(0, Math.round(pointer), RULER, 1)
}

function write(context: CanvasRenderingContext2D, text: string, at: number, along: 'x' | 'y'): void {
  if (along === 'x') return context.fillText(text, at + 3, 7)
  context.save()
  context.translate(7, at + 3)
  context.rotate(Math.PI / 2)
  context.fillText(text, 0, 0)
  context.restore()
}

/** To set the size of a canvas, even to what it is, takes new memory. */
function sized(canvas: HTMLCanvasElement, width: number, height: number): void {
  if (canvas.width !== width) canvas.width = width
  if (canvas.height !== height) canvas.height = height
}
