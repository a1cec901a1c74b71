// A part of a text in pieces: what is marked, each with its colour, and what stands between. Pure.
import type { Mark } from '@editor'
import type { SheetCell } from '@client/queries/sheet'

export interface Piece {
  readonly words: string
  /** The colour of its mark; null where it has none. */
  readonly color: string | null
}

/** So many characters stand before the first mark, so that it is seen in a small tile as well. */
const BEFORE = 56

/** The pieces of an excerpt under the marks that are drawn on its text. Places are characters of the whole text. */
export function snippetOf(excerpt: NonNullable<SheetCell['excerpt']>, marks: readonly Mark[]): readonly Piece[] {
  const letters = [...excerpt.words]
  const ranges = marks
    .flatMap((mark) => (mark.kind === 'textRange' ? [mark] : []))
    .map(({ start, end, ink }) => ({
      start: start - excerpt.start,
      end: end - excerpt.start,
      color: ink.fill ?? ink.stroke ?? null,
    }))
    .sort((a, b) => a.start - b.start)
  const from = Math.max(0, (ranges[0]?.start ?? 0) - BEFORE)
  const pieces: Piece[] = excerpt.start + from > 0 ? [{ words: '… ', color: null }] : []
  let at = from
  for (const { start, end, color } of ranges) {
    if (start > at) pieces.push({ words: letters.slice(at, start).join(''), color: null })
    pieces.push({ words: letters.slice(Math.max(at, start), end).join(''), color })
    at = Math.max(at, end)
  }
  pieces.push({ words: letters.slice(at).join('') + (excerpt.more ? ' …' : ''), color: null })
  return pieces.filter(({ words }) => words !== '')
}
