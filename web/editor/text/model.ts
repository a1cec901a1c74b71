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
  /** Within a code point of two units, its own offset. */
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

/** A stretch of a paragraph that is searched for boundaries by itself. */
interface Slice {
  readonly start: number
  readonly unitStart: number
  readonly unitEnd: number
}

const WHITE = /\s/u
/** Slices are this long, in UTF-16 units, and at most twice as long where no white space comes. */
const SLICE_UNITS = 400

export function textModel(text: string, locale?: string): TextModel {
  const wide = wideUnits(text)
  const length = text.length - wide.length
  const toUnits = (offset: number): number => offset + countBelow(wide, offset, (units, i) => units - i)
  const toOffset = (units: number): number => units - countBelow(wide, units, (at) => at)
  const paragraphs = paragraphsOf(text, toOffset)
  const slices = paragraphs.flatMap((paragraph) => slicesOf(text, paragraph, toOffset))
  const words = boundaryCache(text, slices, new Intl.Segmenter(locale, { granularity: 'word' }), toOffset)
  const graphemes = boundaryCache(text, slices, new Intl.Segmenter(locale, { granularity: 'grapheme' }), toOffset)
  const paragraphAt = (offset: number): Paragraph => lastFrom(paragraphs, offset)
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
    wordFloor: (offset) => floorOf(words(offset), offset),
    wordCeil: (offset) => ceilOf(words(offset), offset),
    graphemeFloor: (offset) => floorOf(graphemes(offset), offset),
    graphemeCeil: (offset) => ceilOf(graphemes(offset), offset),
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

/**
 * A paragraph in pieces, cut before white space where there is some: a cut there is a boundary of words and of
 * characters anyway. Segmenters take far more than twice as long for a text of twice the length.
 */
function slicesOf(text: string, paragraph: Paragraph, toOffset: (units: number) => number): Slice[] {
  const slices: Slice[] = []
  let unitStart = paragraph.unitStart
  do {
    const unitEnd = sliceEnd(text, unitStart, paragraph.unitEnd)
    slices.push({ start: toOffset(unitStart), unitStart, unitEnd })
    unitStart = unitEnd
  } while (unitStart < paragraph.unitEnd)
  return slices
}

function sliceEnd(text: string, from: number, end: number): number {
  if (end - from <= SLICE_UNITS) return end
  for (let at = from + SLICE_UNITS; at < Math.min(from + 2 * SLICE_UNITS, end); at++) {
    if (WHITE.test(text.charAt(at))) return at
  }
  const cut = Math.min(from + 2 * SLICE_UNITS, end)
  const splitsPair = cut < end && /[\uDC00-\uDFFF]/u.test(text.charAt(cut))
  return splitsPair ? cut - 1 : cut
}

/** The last of a sorted list that begins at or before an offset. */
function lastFrom<T extends { readonly start: number }>(list: readonly T[], offset: number): T {
  let [low, high] = [0, list.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((list[middle]?.start ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  const found = list[low]
  if (!found) throw new Error('A text has at least one paragraph.')
  return found
}

/** Boundaries around an offset, in code points, computed for its slice when first asked for. */
function boundaryCache(
  text: string,
  slices: readonly Slice[],
  segmenter: Intl.Segmenter,
  toOffset: (units: number) => number,
): (offset: number) => Uint32Array {
  const cache = new Map<Slice, Uint32Array>()
  return (offset) => {
    const slice = lastFrom(slices, offset)
    const known = cache.get(slice)
    if (known) return known
    const found = [slice.start]
    for (const segment of segmenter.segment(text.slice(slice.unitStart, slice.unitEnd))) {
      found.push(toOffset(slice.unitStart + segment.index + segment.segment.length))
    }
    const boundaries = Uint32Array.from(found)
    cache.set(slice, boundaries)
    return boundaries
  }
}

function floorOf(boundaries: Uint32Array, offset: number): number {
  return boundaries[Math.max(countBelow(boundaries, offset + 1, (entry) => entry) - 1, 0)] ?? offset
}

function ceilOf(boundaries: Uint32Array, offset: number): number {
  return boundaries[Math.min(countBelow(boundaries, offset, (entry) => entry), boundaries.length - 1)] ?? offset
}
