/**
 * Rows of numbers, such as the corners of an outline, that all went as far as the first of them. Pure. The twin of
 * `workflow/rows.py`, with the same cases.
 */

import { same } from './same'

type Row = readonly number[]

/** Places are told in hundredths: as whole numbers of them sums come out alike in every language. */
const GRID = 100

/** The rows after the first went from one place to another; null where they are no rows that could go so. */
export function rowsMoved(rows: readonly unknown[], from: Row, to: Row): readonly Row[] | null {
  const by = to.map((end, i) => steps(end) - steps(from[i] as number))
  return rows.every((row) => isRow(row, by.length)) ? rows.map((row) => row.map((value, i) => (steps(value) + (by[i] as number)) / GRID)) : null
}

/** Whether all rows went just as far as the first. */
export function wentTogether(before: readonly unknown[], after: readonly unknown[]): boolean {
  const [from, to] = [before[0], after[0]]
  return isRow(from) && isRow(to, from.length) && same(rowsMoved(before, from, to), after)
}

/** Whether something is so many numbers, each of a size that hundredths of it can be counted. */
export function isRow(data: unknown, length?: number): data is Row {
  if (!Array.isArray(data) || data.length === 0 || (length !== undefined && data.length !== length)) return false
  return data.every((value) => typeof value === 'number' && Number.isSafeInteger(steps(value)))
}

function steps(value: number): number {
  return Math.floor(value * GRID + 0.5)
}
