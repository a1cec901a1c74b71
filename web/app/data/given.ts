// What was given to the items of the data page, as it stands in the address.
import type { GivenFilter } from '@client/queries/tasks'
import { daysOf, wordsOf } from '../address'

export const WHATS = [
  'answer',
  'verdict',
  'accept',
  'fix',
  'reject',
  'work',
  'untimed',
  'void',
  'rejected',
  'extra',
  'label',
  'gold',
] as const
export type What = (typeof WHATS)[number]

/** What was asked for, whatever somebody wrote there; nothing where it does not say what was given. */
export function parseGiven(raw: unknown): GivenFilter | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined
  const fields = raw as Readonly<Record<string, unknown>>
  const what = WHATS.find((one) => one === fields.what)
  if (what === undefined) return undefined
  const numbers = (['stage', 'newest'] as const).flatMap((key) => (isCount(fields[key]) ? [[key, fields[key]]] : []))
  return {
    what,
    ...wordsOf(fields, ['by', 'of', 'reason']),
    ...daysOf(fields, ['since', 'until']),
    ...Object.fromEntries(numbers),
  }
}

/** The same as the parameters of an address. */
export function paramsOfGiven(given: GivenFilter): Readonly<Record<string, string | number>> {
  return Object.fromEntries(Object.entries(given).map(([key, value]) => [`given.${key}`, value as string | number]))
}

function isCount(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0
}
