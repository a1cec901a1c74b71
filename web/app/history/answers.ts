// Which answers of a line in time there are to look at, and which two are looked at first. Pure.
import type { TimelineEntry } from '@client/queries/history'

/** The answer that came with an entry; '' where none did. */
export function madeBy({ kind, answer_id: answer = '', made_id: made = '' }: TimelineEntry): string {
  return kind === 'verdict' ? made : answer
}

/** The two answers to begin with: the one that stands, or the newest; and what it was made of, or what came before. */
export function firstPair(line: readonly TimelineEntry[]): { readonly before: string; readonly after: string } {
  const made = line.filter((entry) => madeBy(entry) !== '')
  const last = made.findLast(({ stands }) => stands) ?? made.at(-1)
  if (!last) return { before: '', after: '' }
  const after = madeBy(last)
  return { before: beforeOf(line, after), after }
}

/** What an answer is held against unless somebody chooses: what it was made of where that is one, else the one before. */
export function beforeOf(line: readonly TimelineEntry[], after: string): string {
  const made = line.filter((entry) => madeBy(entry) !== '')
  const at = made.findIndex((entry) => madeBy(entry) === after)
  const [source, ...others] = made[at]?.from_ids ?? []
  const earlier = made[at - 1]
  if (source && others.length === 0 && made.some((entry) => madeBy(entry) === source)) return source
  return earlier ? madeBy(earlier) : ''
}
