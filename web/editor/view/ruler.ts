/** The rulers along the picture: which lines and numbers they show. Pure numbers. */
import type { EditorState } from '../api'
import type { Camera } from './camera'

/** What rulers count; `off` shows none. */
export type RulerUnit = 'off' | 'pixels' | 'millimetres'

/** How thick a ruler is, in screen pixels. */
export const RULER = 20

export interface Tick {
  /** Where the line stands along the ruler, in screen pixels. */
  readonly at: number
  /** The number beside it; null at the lines between. */
  readonly text: string | null
}

/** Numbers stand at least so far apart, in screen pixels, with so many lines from one to the next. */
const NUMBER_ROOM = 64
const PARTS = 10

/** What the rulers count when they are shown: millimetres where an item tells how large its pixels are. */
export function unitFor({ item }: EditorState): RulerUnit {
  return item.spacing ? 'millimetres' : 'pixels'
}

/** Units that a pixel of the item is wide and high, as the rulers count. */
export function pixelSize({ item, rulers }: EditorState): readonly [number, number] {
  return rulers === 'millimetres' && item.spacing ? item.spacing : [1, 1]
}

/**
 * The lines of a ruler of some length in screen pixels. `start` is the coordinate of the item at its beginning, `scale`
 * screen pixels a pixel, `size` units a pixel.
 */
export function ticks(start: number, scale: number, size: number, length: number): readonly Tick[] {
  const step = niceAbove((NUMBER_ROOM * size) / scale)
  const line = step / PARTS
  const first = Math.ceil((start * size) / line)
  const last = Math.floor(((start + length / scale) * size) / line)
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9))
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => {
    const count = first + index
    return { at: ((count * line) / size - start) * scale, text: count % PARTS === 0 ? ((count / PARTS) * step).toFixed(digits) : null }
  })
}

/** Where both rulers begin, in coordinates of the item. */
export function rulerStarts({ x, y, scale }: Camera): readonly [number, number] {
  return [x + RULER / scale, y + RULER / scale]
}

/** The least of 1, 2, 5, 10, 20, 50 … and of their tenths, hundredths … that is no less than a number. */
function niceAbove(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  return ([1, 2, 5].find((digit) => digit * power >= value * (1 - 1e-9)) ?? 10) * power
}
