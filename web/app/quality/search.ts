// Which items behind a figure are looked at, as it stands in the address. Pure.
import type { ContrastQuery } from '@client/queries/quality'
import { daysOf } from '../address'

const WORDS = ['person', 'other', 'said', 'stands', 'class'] as const

/**
 * The search of an address, whatever somebody wrote there. A class that is called like a number comes as one, and one
 * that is '' is nothing, as in a cell of the confusion.
 */
export function parseContrastSearch(raw: Readonly<Record<string, unknown>>): ContrastQuery {
  const said = WORDS.filter((key) => ['string', 'number'].includes(typeof raw[key]))
  return {
    ...Object.fromEntries(said.map((key) => [key, String(raw[key])])),
    ...daysOf(raw, ['since', 'until']),
    ...(raw.gold === true ? { gold: true as const } : {}),
  }
}
