// What a sheet shows, as it stands in the address. Pure.
import { SHEET_SORTS, type SheetSort } from '@client/queries/sheet'
import { isOn, wordsOf } from '../address'

export interface SheetSearch {
  readonly class?: string
  readonly sort?: SheetSort
  /** Everything, not only what waits for one's own verdict. */
  readonly all?: true
}

/** The search of an address, whatever somebody wrote there. */
export function parseSheetSearch(raw: Readonly<Record<string, unknown>>): SheetSearch {
  const sort = SHEET_SORTS.find((one) => one === raw.sort)
  return {
    ...wordsOf(raw, ['class']),
    ...(sort && sort !== 'seq' ? { sort } : {}),
    ...(isOn(raw.all) ? { all: true as const } : {}),
  }
}
