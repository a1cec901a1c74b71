// What was said where what stands, as a table; and figures as lines of CSV. Pure.
import type { MixedUp, Quality, Reviews } from '@client/queries/quality'
import { OUTCOMES } from '@client/types'

export interface Matrix {
  /** Classes of rows and columns alike, the most frequent first; "" for nothing comes last. */
  readonly names: readonly string[]
  /** How many classes there are in all. */
  readonly classes: number
  count(said: string, stands: string): number
  /** The part of what stands as a class that was said to be another, 0 to 1. */
  share(said: string, stands: string): number
}

/** So many classes are shown. */
export const MOST = 15

/** The confusion between the most frequent classes. */
export function matrixOf(confusion: readonly MixedUp[]): Matrix {
  const totals = new Map<string, number>()
  const cells = new Map<string, number>()
  const stood = new Map<string, number>()
  for (const { said, stands, n } of confusion) {
    for (const name of new Set([said, stands])) totals.set(name, (totals.get(name) ?? 0) + n)
    cells.set(`${said}\n${stands}`, n)
    stood.set(stands, (stood.get(stands) ?? 0) + n)
  }
  const ranked = [...totals].filter(([name]) => name !== '').sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))
  const names = [...ranked.slice(0, MOST).map(([name]) => name), ...(totals.has('') ? [''] : [])]
  const count = (said: string, stands: string): number => cells.get(`${said}\n${stands}`) ?? 0
  const share = (said: string, stands: string): number => count(said, stands) / Math.max(1, stood.get(stands) ?? 0)
  return { names, classes: ranked.length, count, share }
}

/** All figures as CSV: a section's name, whom or what it is of, and the numbers; those of reviews where they are known. */
export function csvOf(quality: Quality, reviews?: Reviews): string {
  const rows: Field[][] = [['figure', 'of', 'and', 'n', 'value', 'low', 'high']]
  for (const { day, score } of quality.days) rows.push(['score', day, '', score.n, score.mean, score.low, score.high])
  for (const { name, skill, score, gold } of quality.people) {
    rows.push(['skill', name, '', score?.n ?? 0, skill, null, null])
    if (score) rows.push(['score', name, '', score.n, score.mean, score.low, score.high])
    if (gold) rows.push(['gold', name, '', gold.n, gold.mean, gold.low, gold.high])
  }
  const { compared, recent } = quality
  rows.push(['compared', 'of so many scored answers', compared.all, compared.n, null, null, null])
  for (const { said, stands, n } of quality.confusion) rows.push(['said and stands', said, stands, n, null, null, null])
  for (const { first, second, alike } of quality.couples)
    rows.push(['alike', first, second, alike.n, alike.mean, alike.low, alike.high])
  rows.push(['hardest among', 'of so many items', recent.all, recent.n, null, null, null])
  for (const task of quality.hardest)
    rows.push(['hardest', task.name, '', task.seq, task.probability ?? task.agreement, null, null])
  return csv(reviews ? [...rows, ...reviewRows(reviews)] : rows)
}

/** How many verdicts of each outcome, by reviewer, annotator and stage; and why, in how many of all reasons. */
function reviewRows({ since, reviewers, annotators, stages, reasons, all_reasons: all }: Reviews): readonly Field[][] {
  const sides = [
    ['by reviewer', reviewers],
    ['of annotator', annotators],
    ['in stage', stages],
  ] as const
  return [
    ['verdicts since', since, '', null, null, null, null],
    ...sides.flatMap(([side, rows]) =>
      rows.flatMap((row) =>
        OUTCOMES.map((outcome): Field[] => [outcome, row.name, side, row[outcome], null, null, null]),
      ),
    ),
    ...reasons.map(({ outcome, reason, n }): Field[] => [outcome, reason, 'reason', n, null, null, null]),
    ['reasons', 'of so many', '', all, reasons.length, null, null],
  ]
}

type Field = string | number | null

/** Rows as CSV. */
export function csv(rows: readonly (readonly Field[])[]): string {
  return rows.map((row) => row.map(field).join(',')).join('\r\n') + '\r\n'
}

/** A field that no spreadsheet takes for a formula. */
function field(value: Field): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(Math.round(value * 1e6) / 1e6)
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
