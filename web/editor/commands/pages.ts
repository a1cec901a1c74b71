/** Turning to another page of the item's file. */
import type { EditorView } from '../api'
import { ownPage, pageCount, pageShown, pageTurned } from '../pages'
import type { Outcome } from './types'

export function hasPages({ state }: EditorView): boolean {
  return pageCount(state.item) > 1
}

/** Shows a page and says which; null where it is shown already. */
export function turnedTo({ state }: EditorView, page: number): readonly Outcome[] | null {
  const change = pageTurned(state, page)
  if (change.page === state.page) return null
  const shown = pageShown({ item: state.item, page: change.page ?? null })
  const own = shown === ownPage(state.item) ? ', the one of this task' : ''
  return [
    { kind: 'state', change },
    { kind: 'announce', text: `Page ${String(shown)} of ${String(pageCount(state.item))}${own}.` },
  ]
}
