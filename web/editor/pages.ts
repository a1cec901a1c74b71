/** The pages of an item's file. An item is one of them; the others can be looked at, and only that. Pure. */
import type { EditorState } from './api'
import type { StateChange } from './commands/types'
import type { Item } from './model'

type Shown = Pick<EditorState, 'item' | 'page'>

/** The page that the item is. */
export function ownPage({ page = 1 }: Item): number {
  return page
}

export function pageCount({ pages = 1 }: Item): number {
  return pages
}

/** The page that is shown. */
export function pageShown({ item, page }: Shown): number {
  return page ?? ownPage(item)
}

/** What shows a page, held within those there are. Annotations are not on other pages, so they are not shown there. */
export function pageTurned({ item }: Shown, page: number): StateChange {
  const held = Math.min(Math.max(Math.round(page), 1), pageCount(item))
  const elsewhere = held !== ownPage(item)
  return { page: elsewhere ? held : null, raw: elsewhere, hover: null }
}

/** The address of the picture that is shown. */
export function pictureUrl({ item, page }: Shown): string | undefined {
  return item.mediaUrl === undefined || page === null ? item.mediaUrl : `${item.mediaUrl}?page=${String(page)}`
}
