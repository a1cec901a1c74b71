// Which rows are selected: some by their ids, or all that match the filters, loaded or not, but for some.
import type { Id } from '@client/types'

export type Selection =
  | { readonly kind: 'some'; readonly ids: ReadonlySet<Id>; readonly anchor: Id | null }
  | { readonly kind: 'all'; readonly except: ReadonlySet<Id>; readonly anchor: Id | null }

export const NOTHING: Selection = { kind: 'some', ids: new Set(), anchor: null }

export const ALL: Selection = { kind: 'all', except: new Set(), anchor: null }

export function isSelected(selection: Selection, id: Id): boolean {
  return selection.kind === 'all' ? !selection.except.has(id) : selection.ids.has(id)
}

/** A click on a row's box; with Shift, everything from the last click to here takes its new state. */
export function toggle(selection: Selection, order: readonly Id[], id: Id, range: boolean): Selection {
  const on = !isSelected(selection, id)
  const named = new Set(selection.kind === 'all' ? selection.except : selection.ids)
  const naming = on === (selection.kind === 'some')
  for (const one of range && selection.anchor !== null ? between(order, selection.anchor, id) : [id]) {
    if (naming) named.add(one)
    else named.delete(one)
  }
  return selection.kind === 'all'
    ? { kind: 'all', except: named, anchor: id }
    : { kind: 'some', ids: named, anchor: id }
}

/** How many are selected, where `total` match. */
export function sizeOf(selection: Selection, total: number): number {
  return selection.kind === 'all' ? Math.max(0, total - selection.except.size) : selection.ids.size
}

function between(order: readonly Id[], from: Id, to: Id): readonly Id[] {
  const [a, b] = [order.indexOf(from), order.indexOf(to)]
  return a < 0 || b < 0 ? [to] : order.slice(Math.min(a, b), Math.max(a, b) + 1)
}
