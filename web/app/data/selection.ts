// Which rows are selected: some by their ids, or all that match the filters, loaded or not.
import type { Id } from '@client/types'

export type Selection =
  { readonly kind: 'some'; readonly ids: ReadonlySet<Id>; readonly anchor: Id | null } | { readonly kind: 'all' }

export const NOTHING: Selection = { kind: 'some', ids: new Set(), anchor: null }

export function isSelected(selection: Selection, id: Id): boolean {
  return selection.kind === 'all' || selection.ids.has(id)
}

/** A click on a row's box; with Shift, everything from the last click to here takes its new state. */
export function toggle(selection: Selection, order: readonly Id[], id: Id, range: boolean): Selection {
  const ids = new Set(selection.kind === 'all' ? order : selection.ids)
  const on = !ids.has(id)
  const anchor = selection.kind === 'some' ? selection.anchor : null
  for (const one of range && anchor !== null ? between(order, anchor, id) : [id]) {
    if (on) ids.add(one)
    else ids.delete(one)
  }
  return { kind: 'some', ids, anchor: id }
}

/** How many are selected, where `total` match. */
export function sizeOf(selection: Selection, total: number): number {
  return selection.kind === 'all' ? total : selection.ids.size
}

function between(order: readonly Id[], from: Id, to: Id): readonly Id[] {
  const [a, b] = [order.indexOf(from), order.indexOf(to)]
  return a < 0 || b < 0 ? [to] : order.slice(Math.min(a, b), Math.max(a, b) + 1)
}
