/**
 * Which stretch of a paragraph is covered by which spans, and how deeply they nest. A paragraph is laid out by
 * itself, so that a change touches only the paragraphs it lies in.
 */

export interface Range {
  readonly id: string
  readonly start: number
  readonly end: number
}

/** A stretch of text that the same ranges cover; ids from the outermost level to the innermost. */
export interface Segment {
  readonly start: number
  readonly end: number
  readonly ids: readonly string[]
}

export interface ParagraphLayout {
  readonly segments: readonly Segment[]
  /** The line, counted from 0, on which each range is drawn, so that overlapping ones do not cover each other. */
  readonly levels: ReadonlyMap<string, number>
  readonly depth: number
}

/** Lays out the ranges that touch [start, end). Takes n log n in the number of ranges here. */
export function layoutRanges(ranges: readonly Range[], start: number, end: number): ParagraphLayout {
  const here = ranges
    .filter((range) => range.start < end && range.end > start)
    .sort((a, b) => a.start - b.start || b.end - a.end || (a.id < b.id ? -1 : 1))
  const levels = levelsOf(here)
  const segments = segmentsOf(here, start, end, levels)
  return { segments, levels, depth: Math.max(0, ...[...levels.values()].map((level) => level + 1)) }
}

/** Ranges by paragraph: finds those that touch a paragraph without looking at all. */
export class RangeIndex {
  readonly #ranges = new Map<string, Range>()
  readonly #byParagraph = new Map<number, Set<string>>()

  /** `paragraphAt` gives the index of the paragraph an offset lies in. */
  constructor(readonly paragraphAt: (offset: number) => number) {}

  /** Puts a range at its place or, given null, takes it out. Returns the paragraphs it touched before or touches now. */
  set(id: string, range: Range | null): number[] {
    const old = this.#ranges.get(id)
    if (!old && !range) return []
    const touched = new Set<number>()
    if (old) {
      for (const index of this.paragraphsOf(old)) {
        this.#byParagraph.get(index)?.delete(id)
        touched.add(index)
      }
      this.#ranges.delete(id)
    }
    if (range) {
      this.#ranges.set(id, range)
      for (const index of this.paragraphsOf(range)) {
        const ids = this.#byParagraph.get(index) ?? new Set()
        this.#byParagraph.set(index, ids.add(id))
        touched.add(index)
      }
    }
    return [...touched]
  }

  get(id: string): Range | undefined {
    return this.#ranges.get(id)
  }

  inParagraph(index: number): Range[] {
    return [...(this.#byParagraph.get(index) ?? [])].flatMap((id) => this.#ranges.get(id) ?? [])
  }

  paragraphsOf(range: Range): number[] {
    const first = this.paragraphAt(range.start)
    const last = this.paragraphAt(Math.max(range.end - 1, range.start))
    return Array.from({ length: last - first + 1 }, (_, i) => first + i)
  }
}

/** The lowest level free at its start, for each range in order of start. */
function levelsOf(sorted: readonly Range[]): Map<string, number> {
  const levels = new Map<string, number>()
  const busyUntil: number[] = []
  for (const range of sorted) {
    let level = busyUntil.findIndex((end) => end <= range.start)
    if (level < 0) level = busyUntil.length
    busyUntil[level] = range.end
    levels.set(range.id, level)
  }
  return levels
}

function segmentsOf(
  sorted: readonly Range[],
  start: number,
  end: number,
  levels: ReadonlyMap<string, number>,
): Segment[] {
  const cuts = new Set([start, end])
  for (const range of sorted) {
    cuts.add(Math.max(range.start, start))
    cuts.add(Math.min(range.end, end))
  }
  const stops = [...cuts].sort((a, b) => a - b)
  const segments: Segment[] = []
  let active: Range[] = []
  let next = 0
  for (let i = 0; i + 1 < stops.length; i++) {
    const [from, to] = [stops[i] ?? start, stops[i + 1] ?? end]
    active = active.filter((range) => range.end > from)
    for (let range = sorted[next]; range && range.start <= from; range = sorted[++next]) {
      if (range.end > from) active.push(range)
    }
    const ids = active.map((range) => range.id).sort((a, b) => (levels.get(a) ?? 0) - (levels.get(b) ?? 0))
    segments.push({ start: from, end: to, ids })
  }
  return segments
}
