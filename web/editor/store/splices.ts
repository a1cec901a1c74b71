/**
 * Changes inside JSON-able data, as small as what changed: of a long outline, the corners that moved. Pure.
 * The twin of `workflow/splices.py`, with the same cases.
 */
import { isRow, rowsMoved, wentTogether } from './rows'
import { same } from './same'

/**
 * At one place, `before` gave way to `after`. `at` leads through keys and indices. Where it ends on a key, `before` and
 * `after` hold the one member that stood and stands there, or nothing. Where it ends on an index, they are elements
 * that stood and stand from there on, in an array that was `length` long. Where there are `rows`, it ends on an array of
 * so many rows of numbers, which all went as far as the first: that is the one that stood and stands there.
 */
export interface Splice {
  readonly at: readonly (string | number)[]
  readonly before: readonly unknown[]
  readonly after: readonly unknown[]
  readonly length?: number
  readonly rows?: number
}

/** Data that is not as a splice says that it was. */
export class Misfit extends Error {
  constructor(readonly splice: Splice) {
    super(`What stands at ${splice.at.join('.')} is not what was changed; nothing was changed.`)
    this.name = 'Misfit'
  }
}

type Path = Splice['at']
type Members = Readonly<Record<string, unknown>>

const NONE: readonly unknown[] = []

/** So many changed elements are looked into one by one; of more, all are replaced. */
const LOOKED_INTO_MAX = 8

/** The splices that lead from one to the other; none where both are the same. Both are arrays, or both are objects. */
export function splicesBetween(before: object, after: object): readonly Splice[] {
  return between([], before, after)
}

/** The data after splices, each made on what those before it left; what is given stays as it is. Throws `Misfit`. */
export function spliced<T>(data: T, splices: readonly Splice[]): T {
  return splices.reduce<unknown>((now, splice) => splicedAt(now, splice.at, splice), data) as T
}

/** The splices that undo these. */
export function inverseSplices(splices: readonly Splice[]): readonly Splice[] {
  return splices.map(turned).reverse()
}

function turned({ at, before, after, length, rows }: Splice): Splice {
  if (rows !== undefined) return { at, before: after, after: before, rows }
  return length === undefined ? { at, before: after, after: before } : { at, before: after, after: before, length: length - before.length + after.length }
}

/** Whether to write splices takes less than to write data, counted in scalars, keys and brackets. */
export function lighter(splices: readonly Splice[], data: readonly unknown[]): boolean {
  return heavier(data, splices.reduce((sum, { at, before, after }) => sum + at.length + weight(before) + weight(after), 1))
}

/** Whether data has more scalars, keys and brackets than so many; no more of them are counted than that takes. */
export function heavier(data: unknown, than: number): boolean {
  let left = than
  const outweighs = (part: unknown): boolean => --left < 0 || childrenOf(part).some(outweighs)
  return outweighs(data)
}

function between(at: Path, before: object, after: object): readonly Splice[] {
  if (Array.isArray(before) && Array.isArray(after)) return betweenArrays(at, before, after)
  return betweenObjects(at, before as Members, after as Members)
}

function betweenObjects(at: Path, before: Members, after: Members): readonly Splice[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) => {
    const [old, now] = [before[key], after[key]]
    if (same(old, now)) return []
    return isObject(old) && isObject(now) && alike(old, now) ? between([...at, key], old, now) : [{ at: [...at, key], before: present(old), after: present(now) }]
  })
}

/** One run of elements is replaced: what is the same at the front and at the back stays. */
function betweenArrays(at: Path, before: readonly unknown[], after: readonly unknown[]): readonly Splice[] {
  const shorter = Math.min(before.length, after.length)
  let front = 0
  while (front < shorter && same(before[front], after[front])) front++
  let back = 0
  while (back < shorter - front && same(before[before.length - 1 - back], after[after.length - 1 - back])) back++
  const [gone, come] = [before.slice(front, before.length - back), after.slice(front, after.length - back)]
  if (gone.length + come.length === 0) return []
  const whole: Splice = { at: [...at, front], before: gone, after: come, length: before.length }
  if (gone.length !== come.length) return [whole]
  if (gone.length > LOOKED_INTO_MAX) return gone.length === before.length && wentTogether(before, after) ? [{ at, before: [before[0]], after: [after[0]], rows: before.length }] : [whole]
  const inside = gone.map((old, i): readonly Splice[] | null => {
    const now = come[i]
    return isObject(old) && isObject(now) && alike(old, now) ? between([...at, front + i], old, now) : null
  })
  if (inside.some((splices) => splices === null)) return [whole]
  const parts = inside.flatMap((splices) => splices ?? [])
  return lighter(parts, [whole.at, gone, come]) ? parts : [whole]
}

function splicedAt(data: unknown, [step, ...rest]: Path, splice: Splice): unknown {
  if (step === undefined && splice.rows !== undefined) return rowsSpliced(data, splice)
  if (Array.isArray(data) && typeof step === 'number') return arraySpliced(data, step, rest, splice)
  if (typeof step === 'string' && isObject(data) && !Array.isArray(data)) return memberSpliced(data as Members, step, rest, splice)
  throw new Misfit(splice)
}

function memberSpliced(data: Members, key: string, rest: Path, splice: Splice): Members {
  const stands = Object.hasOwn(data, key) ? present(data[key]) : []
  if (rest.length > 0 || splice.rows !== undefined) return { ...data, [key]: splicedAt(stands[0], rest, splice) }
  if (!same(stands, splice.before) || splice.after.length > 1 || splice.length !== undefined) throw new Misfit(splice)
  if (splice.after.length === 1) return { ...data, [key]: splice.after[0] }
  return Object.fromEntries(Object.entries(data).filter(([name]) => name !== key))
}

function arraySpliced(data: readonly unknown[], index: number, rest: Path, splice: Splice): readonly unknown[] {
  const further = rest.length > 0 || splice.rows !== undefined
  if (further && index >= 0 && index < data.length) return data.with(index, splicedAt(data[index], rest, splice))
  const end = index + splice.before.length
  if (further || splice.length !== data.length || index < 0 || end > data.length || !same(data.slice(index, end), splice.before)) throw new Misfit(splice)
  return [...data.slice(0, index), ...splice.after, ...data.slice(end)]
}

function rowsSpliced(data: unknown, splice: Splice): readonly unknown[] {
  const { before: [from], after: [to, ...more], rows, length } = splice
  if (!Array.isArray(data) || data.length !== rows || length !== undefined || more.length > 0) throw new Misfit(splice)
  const fits = isRow(from) && isRow(to, from.length) && same(splice.before, data.slice(0, 1))
  const moved = fits ? rowsMoved(data, from, to) : null
  if (!moved) throw new Misfit(splice)
  return moved
}

/** Whether one can be looked into beside the other. */
function alike(a: object, b: object): boolean {
  return Array.isArray(a) === Array.isArray(b)
}

function isObject(data: unknown): data is object {
  return typeof data === 'object' && data !== null
}

/** A member that is undefined is not there, as in JSON. */
function present(member: unknown): readonly unknown[] {
  return member === undefined ? [] : [member]
}

function weight(data: unknown): number {
  return childrenOf(data).reduce<number>((sum, child) => sum + weight(child), 1)
}

function childrenOf(data: unknown): readonly unknown[] {
  return Array.isArray(data) ? data : isObject(data) ? Object.values(data) : NONE
}
