// What a sheet shows, as it stands in the address. Pure.
import { SHEET_SORTS, type SheetSort } from '@client/queries/sheet'

export interface SheetSearch {
  readonly class?: string
  readonly sort?: SheetSort
  /** Everything, not only what waits for one's own verdict. */
  readonly all?: true
}

/** The search of an address, whatever somebody wrote there; a class that is called like a number comes as one. */
export function parseSheetSearch(raw: Readonly<Record<string, unknown>>): SheetSearch {
  const named = typeof raw.class === 'string' || typeof raw.class === 'number'
  const sort = SHEET_SORTS.find((one) => one === raw.sort)
  return {
    ...(named && raw.class !== '' ? { class: String(raw.class) } : {}),
    ...(sort && sort !== 'seq' ? { sort } : {}),
    ...(raw.all === true || raw.all === 'true' ? { all: true as const } : {}),
  }
}
