/** One paragraph of a text as DOM: text pieces, marks below them, names after them. Knows marks only. */
import type { TextMark } from '@editor/scene'
import { layoutRanges } from '@editor/text/layout'
import type { Paragraph, TextModel } from '@editor/text/model'
import { readableOn } from '../canvas/drawMarks'

const LINE_THICKNESS = 3
/** How far one level of marks lies below the other, in pixels: with its name, and without. */
const NAMED_STEP = 15
const BARE_STEP = 5
/** Room is kept for this many levels, so that the first mark moves no line. */
const LEVELS_KEPT = 1

export interface FillOptions {
  /** Whether names are written below their marks. */
  readonly names: boolean
  /** Whether the lines must stay where they are, because somebody is dragging over them. */
  readonly still: boolean
}

/** Fills an element with a paragraph and what is marked in it. */
export function fillParagraph(
  element: HTMLElement,
  text: TextModel,
  paragraph: Paragraph,
  marks: readonly TextMark[],
  { names, still }: FillOptions,
): void {
  const byId = new Map(marks.map((one) => [one.id, one]))
  const ranges = marks.map(({ id, mark }) => ({ id, start: mark.start, end: mark.end }))
  const { segments, levels, depth } = layoutRanges(ranges, paragraph.start, paragraph.end)
  const step = names ? NAMED_STEP : BARE_STEP
  const document = element.ownerDocument
  const pieces = segments.flatMap((segment): HTMLElement[] => {
    const covering = segment.ids.flatMap((id) => byId.get(id) ?? [])
    const begins = covering.filter(({ mark }) => Math.max(mark.start, paragraph.start) === segment.start)
    const ends = covering.filter(({ mark, selected }) => selected && mark.end === segment.end)
    const piece = document.createElement(covering.length > 0 ? 'mark' : 'span')
    piece.dataset.units = String(text.toUnits(segment.start))
    piece.textContent = text.slice(segment.start, segment.end)
    if (covering.length > 0) decorate(piece, covering, levels, step)
    return [
      ...(names ? begins.filter(({ mark }) => mark.text !== '') : []).map((one) => name(document, one, levels.get(one.id) ?? 0)),
      ...begins.filter(({ mark, selected }) => selected && mark.start === segment.start).map((one) => end(document, one, 'start')),
      piece,
      ...ends.map((one) => end(document, one, 'end')),
    ]
  })
  element.replaceChildren(...pieces)
  if (!still) element.style.lineHeight = `calc(1.5em + ${Math.max(depth, LEVELS_KEPT) * step}px)`
}

/** A line for each range, on its own level, and a tint by the innermost. */
function decorate(piece: HTMLElement, covering: readonly TextMark[], levels: ReadonlyMap<string, number>, step: number): void {
  const inner = covering.at(-1)
  const below = (Math.max(...covering.map(({ id }) => levels.get(id) ?? 0)) + 1) * step
  piece.dataset.ids = covering.map(({ id }) => id).join(' ')
  if (covering.some(({ selected }) => selected)) piece.dataset.selected = ''
  const lines = covering.map(({ id, mark }) => {
    const color = tint(mark.ink.stroke ?? 'currentColor', { opacity: mark.ink.opacity ?? 1 })
    const fill = mark.ink.dashed === true ? `repeating-linear-gradient(90deg, ${color} 0 5px, transparent 5px 8px)` : plain(color)
    const up = below - (levels.get(id) ?? 0) * step - LINE_THICKNESS - 1
    return { fill, size: `100% ${LINE_THICKNESS}px`, place: `0 calc(100% - ${up}px)` }
  })
  if (inner) lines.push({ fill: plain(tint(inner.mark.ink.fill ?? 'transparent', inner.mark.ink)), size: `100% calc(100% - ${below}px)`, place: '0 0' })
  piece.style.backgroundImage = lines.map(({ fill }) => fill).join(', ')
  piece.style.backgroundSize = lines.map(({ size }) => size).join(', ')
  piece.style.backgroundPosition = lines.map(({ place }) => place).join(', ')
  piece.style.backgroundRepeat = 'no-repeat'
  piece.style.paddingBottom = `${below}px`
}

/** The name of a mark's class, below its beginning. The style sheet draws it: it is no part of the text and takes no room in the line. */
function name(document: Document, { id, mark }: TextMark, level: number): HTMLElement {
  const element = document.createElement('span')
  element.className = 'lw-name'
  element.dataset.name = mark.text
  element.dataset.ids = id
  element.setAttribute('aria-hidden', 'true')
  const fill = mark.ink.stroke ?? '#333333'
  element.style.setProperty('--lw-ink', readableOn(fill))
  element.style.setProperty('--lw-fill', fill)
  element.style.setProperty('--lw-below', `${level * NAMED_STEP + LINE_THICKNESS + 1}px`)
  element.style.opacity = String(mark.ink.opacity ?? 1)
  return element
}

function end(document: Document, { id, mark }: TextMark, which: 'start' | 'end'): HTMLElement {
  const element = document.createElement('span')
  element.className = 'lw-end'
  element.dataset.end = which
  element.dataset.id = id
  element.setAttribute('aria-hidden', 'true')
  element.style.setProperty('--lw-fill', mark.ink.stroke ?? 'currentColor')
  return element
}

function plain(color: string): string {
  return `linear-gradient(${color}, ${color})`
}

function tint(color: string, { opacity = 1, fillOpacity }: { readonly opacity?: number; readonly fillOpacity?: number }): string {
  const strength = fillOpacity === undefined ? 1 : Math.min(fillOpacity * 1.6, 1)
  return `color-mix(in srgb, ${color} ${Math.round(opacity * strength * 100)}%, transparent)`
}
