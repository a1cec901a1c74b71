// What an example in the guideline shows of a case, and how it is written.
import type { Bounds, Mark, Size } from '@editor'

/** So much is shown around what is meant, as a share of its longer side, and in pixels at least. */
const MARGIN = 0.3
const MARGIN_LEAST = 32
/** So many characters of a text are quoted before and after what is meant. */
const AROUND = 120

/** The part of a picture around these bounds, within the picture; all of it where there are none. */
export function frameAround(bounds: readonly Bounds[], { width, height }: Size): Bounds {
  if (bounds.length === 0) return { minX: 0, minY: 0, maxX: width, maxY: height }
  const minX = Math.min(...bounds.map((one) => one.minX))
  const minY = Math.min(...bounds.map((one) => one.minY))
  const maxX = Math.max(...bounds.map((one) => one.maxX))
  const maxY = Math.max(...bounds.map((one) => one.maxY))
  const margin = Math.max(MARGIN_LEAST, MARGIN * Math.max(maxX - minX, maxY - minY))
  return {
    minX: Math.max(0, minX - margin),
    minY: Math.max(0, minY - margin),
    maxX: Math.min(width, maxX + margin),
    maxY: Math.min(height, maxY + margin),
  }
}

/** What is marked in a text: marks of the class, each with its first and last place in characters. */
export interface Marked {
  readonly name: string
  readonly start: number
  readonly end: number
}

/** The ranges of marks, as they are drawn in a text. */
export function rangesOf(name: string, marks: readonly Mark[]): readonly Marked[] {
  return marks.flatMap((mark) => (mark.kind === 'textRange' ? [{ name, start: mark.start, end: mark.end }] : []))
}

/** A quotation of a text in Markdown around what is marked, which stands out with its class behind it. */
export function quoteOf(text: string, marked: readonly Marked[]): string {
  const letters = [...text]
  const sorted = [...marked].sort((a, b) => a.start - b.start || a.end - b.end)
  const from = Math.max(0, (sorted[0]?.start ?? 0) - AROUND)
  const to = Math.min(letters.length, Math.max(AROUND, ...sorted.map(({ end }) => end + AROUND)))
  let quote = from > 0 ? '… ' : ''
  let at = from
  for (const { name, start, end } of sorted) {
    if (start < at) continue
    quote += `${plain(letters.slice(at, start).join(''))}**${plain(letters.slice(start, end).join(''))}** (${plain(name)})`
    at = end
  }
  quote += plain(letters.slice(at, to).join('')) + (to < letters.length ? ' …' : '')
  return quote
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n')
}

interface Wording {
  /** “Right” or “Wrong”, in the language of the page. */
  readonly verdict: string
  readonly words: string
  readonly title: string
  /** The address of the picture, or the quotation. */
  readonly picture?: string
  readonly quote?: string
}

/** The section's Markdown below its heading. */
export function sectionOf({ verdict, words, title, picture, quote }: Wording): string {
  const shown = picture === undefined ? (quote ?? '') : `![${title.replaceAll(/[[\]()\\]/g, ' ')}](${picture})`
  return [shown, `**${verdict}:** ${words.trim()}`].filter(Boolean).join('\n\n')
}

function plain(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>#|~]/g, '\\$&')
}
