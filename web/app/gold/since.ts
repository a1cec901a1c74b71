// From when on answers are set aside: the times a lead can choose from. Pure.
import type { GoldPerson } from '@client/queries/gold'
import type { Time } from '@client/types'

export const SINCES = ['window', 'day', 'week', 'all', 'date'] as const
export type Since = (typeof SINCES)[number]

const DAY_MS = 86_400_000

/** The times that mean something for a person: without results on hidden gold there is no first of them. */
export function sincesOf(person: Pick<GoldPerson, 'last'>): readonly Since[] {
  return firstResult(person) === null ? SINCES.filter((since) => since !== 'window') : SINCES
}

/** How many of the last results are on hidden gold. */
export function windowOf({ last }: Pick<GoldPerson, 'last'>): number {
  return last.filter(({ pool }) => pool === 'hidden').length
}

/** The time that is meant, null for all there was; undefined where it is not told yet. `date` is of an input of that kind. */
export function timeOf(
  since: Since,
  person: Pick<GoldPerson, 'last'>,
  date: string,
  now: number,
): Time | null | undefined {
  switch (since) {
    case 'window':
      return firstResult(person) ?? undefined
    case 'day':
      return new Date(now - DAY_MS).toISOString()
    case 'week':
      return new Date(now - 7 * DAY_MS).toISOString()
    case 'all':
      return null
    case 'date':
      return date === '' ? undefined : new Date(date).toISOString()
  }
}

function firstResult({ last }: Pick<GoldPerson, 'last'>): Time | null {
  return last.findLast(({ pool }) => pool === 'hidden')?.created_at ?? null
}
