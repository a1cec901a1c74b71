/**
 * A text seen as code points. The truth is offsets in code points; the browser speaks UTF-16, and everything that
 * crosses passes through here. Built once per text; words and characters are found paragraph by paragraph.
 */

export interface Paragraph {
  readonly index: number
  /** Code points, end exclusive, without the line break. */
  readonly start: number
  readonly end: number
  /** UTF-16 units, end exclusive, without the line break. */
  readonly unitStart: number
  readonly unitEnd: number
}

export interface TextModel {
  readonly text: string
  /** In code points. */
  readonly length: number
  readonly paragraphs: readonly Paragraph[]
  toUnits(offset: number): number
  toOffset(units: number): number
  slice(start: number, end: number): string
  paragraphAt(offset: number): Paragraph
  /** The nearest word boundary at or before an offset. */
  wordFloor(offset: number): number
  /** The nearest word boundary at or after an offset. */
  wordCeil(offset: number): number
  /** The nearest boundary between characters as people see them, at or before an offset. */
  graphemeFloor(offset: number): number
  graphemeCeil(offset: number): number
  /** The interval without the white space at its ends. */
  trim(start: number, end: number): { readonly start: number; readonly end: number }
}

const WHITE = /\s/u

export function textModel(text: string, locale?: string): TextModel {
  const wide = wideUnits(text)
  const length = text.length - wide.length
  const toUnits = (offset: number): number => offset + countBelow(wide, offset, (units, i) => units - i)
  const toOffset = (units: number): number => units - countBelow(wide, units, (at) => at + 1)
  const paragraphs = paragraphsOf(text, toOffset)
  const words = boundaryCache(text, paragraphs, new Intl.Segmenter(locale, { granularity: 'word' }), toOffset)
  const graphemes = boundaryCache(text, paragraphs, new Intl.Segmenter(locale, { granularity: 'grapheme' }), toOffset)
  const paragraphAt = (offset: number): Paragraph => paragraphOf(paragraphs, offset)
  const isWhite = (offset: number): boolean => WHITE.test(text.charAt(toUnits(offset)))
  const bounded = (offset: number): number => Math.min(Math.max(Math.trunc(offset), 0), length)

  return {
    text,
    length,
    paragraphs,
    toUnits: (offset) => toUnits(bounded(offset)),
    toOffset: (units) => toOffset(Math.min(Math.max(units, 0), text.length)),
    slice: (start, end) => text.slice(toUnits(bounded(start)), toUnits(bounded(end))),
    paragraphAt,
    wordFloor: (offset) => floorOf(words(paragraphAt(offset)), offset),
    wordCeil: (offset) => ceilOf(words(paragraphAt(offset)), offset),
    graphemeFloor: (offset) => floorOf(graphemes(paragraphAt(offset)), offset),
    graphemeCeil: (offset) => ceilOf(graphemes(paragraphAt(offset)), offset),
    trim(start, end) {
      let [first, last] = [bounded(start), bounded(end)]
      while (first < last && isWhite(first)) first++
      while (last > first && isWhite(last - 1)) last--
      return { start: first, end: last }
    },
  }
}

/** Where in the text, in UTF-16 units, code points of two units begin. */
function wideUnits(text: string): Uint32Array {
  const found: number[] = []
  for (const match of text.matchAll(/[\u{10000}-\u{10FFFF}]/gu)) found.push(match.index)
  return Uint32Array.from(found)
}

/** How many entries of a sorted list, seen through `as`, lie below a limit. */
function countBelow(list: Uint32Array, limit: number, as: (entry: number, index: number) => number): number {
  let [low, high] = [0, list.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (as(list[middle] ?? 0, middle) < limit) low = middle + 1
    else high = middle
  }
  return low
}

function paragraphsOf(text: string, toOffset: (units: number) => number): Paragraph[] {
  const paragraphs: Paragraph[] = []
  let unitStart = 0
  const add = (unitEnd: number): void => {
    paragraphs.push({
      index: paragraphs.length,
      start: toOffset(unitStart),
      end: toOffset(unitEnd),
      unitStart,
      unitEnd,
    })
  }
  for (const line of text.matchAll(/\r\n|[\n\r\u2028\u2029]/gu)) {
    add(line.index)
    unitStart = line.index + line[0].length
  }
  add(text.length)
  return paragraphs
}

/** The last paragraph that begins at or before an offset. */
function paragraphOf(paragraphs: readonly Paragraph[], offset: number): Paragraph {
  let [low, high] = [0, paragraphs.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((paragraphs[middle]?.start ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  const found = paragraphs[low]
  if (!found) throw new Error('A text has at least one paragraph.')
  return found
}

/** Boundaries of a paragraph in code points, computed when first asked for. */
function boundaryCache(
  text: string,
  paragraphs: readonly Paragraph[],
  segmenter: Intl.Segmenter,
  toOffset: (units: number) => number,
): (paragraph: Paragraph) => Uint32Array {
  const cache: (Uint32Array | undefined)[] = new Array<Uint32Array | undefined>(paragraphs.length)
  return (paragraph) => {
    const known = cache[paragraph.index]
    if (known) return known
    const found: number[] = []
    for (const segment of segmenter.segment(text.slice(paragraph.unitStart, paragraph.unitEnd))) {
      found.push(toOffset(paragraph.unitStart + segment.index))
    }
    if (found.length === 0) found.push(paragraph.start)
    if (paragraph.end > paragraph.start) found.push(paragraph.end)
    const boundaries = Uint32Array.from(found)
    cache[paragraph.index] = boundaries
    return boundaries
  }
}

function floorOf(boundaries: Uint32Array, offset: number): number {
  return boundaries[Math.max(countBelow(boundaries, offset + 1, (entry) => entry) - 1, 0)] ?? offset
}

function ceilOf(boundaries: Uint32Array, offset: number): number {
  return boundaries[Math.min(countBelow(boundaries, offset, (entry) => entry), boundaries.length - 1)] ?? offset
}
