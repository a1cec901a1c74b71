// The way back from a bulk action: what each item was before, gathered into as few requests as possible.
import type { BulkAction, BulkTarget } from '@client/queries/tasks'
import type { TaskRow } from '@client/types'

export interface BackStep {
  readonly target: BulkTarget
  readonly action: BulkAction
}

/** The steps that undo an action on these rows; none where it cannot be undone. */
export function backSteps(action: BulkAction, rows: readonly TaskRow[]): readonly BackStep[] {
  switch (action.action) {
    case 'assign':
      return grouped(
        rows,
        (row) => row.assigned_to?.id ?? null,
        (user_id) => ({ action: 'assign', user_id }),
      )
    case 'priority':
      return grouped(
        rows,
        (row) => row.priority,
        (priority) => ({ action: 'priority', priority }),
      )
    case 'archive':
      return one(
        rows.filter((row) => row.state !== 'archived'),
        { action: 'restore' },
      )
    case 'restore':
      return one(
        rows.filter((row) => row.state === 'archived'),
        { action: 'archive' },
      )
    case 'requeue':
      return []
  }
}

function grouped<T>(
  rows: readonly TaskRow[],
  value: (row: TaskRow) => T,
  action: (value: T) => BulkAction,
): readonly BackStep[] {
  return [...Map.groupBy(rows, value)].map(([before, group]) => ({ target: idsOf(group), action: action(before) }))
}

function one(rows: readonly TaskRow[], action: BulkAction): readonly BackStep[] {
  return rows.length > 0 ? [{ target: idsOf(rows), action }] : []
}

function idsOf(rows: readonly TaskRow[]): BulkTarget {
  return { ids: rows.map((row) => row.id) }
}
