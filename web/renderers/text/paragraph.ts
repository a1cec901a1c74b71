/** One paragraph of a text as DOM: text pieces, marks below them, names after them. Knows marks only. */
import type { TextMark } from '@editor/scene'
import { layoutRanges } from '@editor/text/layout'
import type { Paragraph, TextModel } from '@editor/text/model'
import { readableOn } from '../canvas/drawMarks'

const LINE_THICKNESS = 3
const LINE_STEP = 4

/** Fills an element with a paragraph and what is marked in it. */
export function fillParagraph(element: HTMLElement, text: TextModel, paragraph: Paragraph, marks: readonly TextMark[]): void {
  const byId = new Map(marks.map((one) => [one.id, one]))
  const ranges = marks.map(({ id, mark }) => ({ id, start: mark.start, end: mark.end }))
  const { segments, levels, depth } = layoutRanges(ranges, paragraph.start, paragraph.end)
  const document = element.ownerDocument
  const pieces = segments.flatMap((segment): HTMLElement[] => {
    const covering = segment.ids.flatMap((id) => byId.get(id) ?? [])
    const piece = document.createElement(covering.length > 0 ? 'mark' : 'span')
    piece.dataset.units = String(text.toUnits(segment.start))
    piece.textContent = text.slice(segment.start, segment.end)
    if (covering.length > 0) decorate(piece, covering, levels)
    return [
      ...covering.filter(({ mark, selected }) => selected && mark.start === segment.start).map((one) => end(document, one, 'start')),
      piece,
      ...covering.filter(({ mark, selected }) => selected && mark.end === segment.end).map((one) => end(document, one, 'end')),
      ...covering.filter(({ mark }) => mark.end === segment.end && mark.text !== '').map((one) => name(document, one)),
    ]
  })
  element.replaceChildren(...pieces)
  element.style.lineHeight = depth > 1 ? `calc(1.6em + ${(depth - 1) * LINE_STEP}px)` : ''
}

/** A line for each range, on its own level, and a tint by the innermost. */
function decorate(piece: HTMLElement, covering: readonly TextMark[], levels: ReadonlyMap<string, number>): void {
  const inner = covering.at(-1)
  piece.dataset.ids = covering.map(({ id }) => id).join(' ')
  if (covering.some(({ selected }) => selected)) piece.dataset.selected = ''
  piece.style.backgroundColor = inner ? tint(inner.mark.ink.fill ?? 'transparent', inner.mark.ink) : ''
  const lines = covering.map(({ id, mark }) => {
    const color = tint(mark.ink.stroke ?? 'currentColor', { ...mark.ink, fillOpacity: 1 })
    const thickness = Math.max(LINE_THICKNESS, mark.ink.strokeWidth ?? 0)
    const fill = mark.ink.dashed === true ? `repeating-linear-gradient(90deg, ${color} 0 5px, transparent 5px 8px)` : `linear-gradient(${color}, ${color})`
    return { fill, size: `100% ${thickness}px`, place: `0 calc(100% - ${(levels.get(id) ?? 0) * LINE_STEP}px)` }
  })
  piece.style.backgroundImage = lines.map(({ fill }) => fill).join(', ')
  piece.style.backgroundSize = lines.map(({ size }) => size).join(', ')
  piece.style.backgroundPosition = lines.map(({ place }) => place).join(', ')
  piece.style.backgroundRepeat = 'no-repeat'
  piece.style.paddingBottom = `${Math.max(...covering.map(({ id }) => levels.get(id) ?? 0)) * LINE_STEP + 2}px`
}

/** The name of a mark's class. It is drawn by the style sheet, so that it is no part of the text. */
function name(document: Document, { id, mark }: TextMark): HTMLElement {
  const element = document.createElement('span')
  element.className = 'lw-name'
  element.dataset.name = mark.text
  element.dataset.ids = id
  element.setAttribute('aria-hidden', 'true')
  const fill = mark.ink.stroke ?? '#333333'
  element.style.color = readableOn(fill)
  element.style.backgroundColor = fill
  element.style.borderRadius = '3px'
  element.style.opacity = String(mark.ink.opacity ?? 1)
  return element
}

function end(document: Document, { id, mark }: TextMark, which: 'start' | 'end'): HTMLElement {
  const element = document.createElement('span')
  element.className = 'lw-end'
  element.dataset.end = which
  element.dataset.id = id
  element.setAttribute('aria-hidden', 'true')
  element.style.setProperty('--lw-end', mark.ink.stroke ?? 'currentColor')
  return element
}

function tint(color: string, { opacity = 1, fillOpacity = 1 }: { readonly opacity?: number; readonly fillOpacity?: number }): string {
  return `color-mix(in srgb, ${color} ${Math.round(opacity * Math.min(fillOpacity * 1.6, 1) * 100)}%, transparent)`
}
