// The way back from a change of several gold items: what each was before, gathered into as few requests as possible.
import type { GoldChange, GoldItem } from '@client/queries/gold'

export interface GoldStep {
  readonly tasks: readonly string[]
  readonly change: GoldChange
}

/** The rows that a change would make different. */
export function differing(rows: readonly GoldItem[], change: GoldChange): readonly GoldItem[] {
  return rows.filter((row) => JSON.stringify(before(row, change)) !== JSON.stringify(before(change, change)))
}

/** The steps that undo a change of these rows. */
export function backSteps(rows: readonly GoldItem[], change: GoldChange): readonly GoldStep[] {
  const steps = new Map<string, GoldStep>()
  for (const row of rows) {
    const back = before(row, change)
    const key = JSON.stringify(back)
    steps.set(key, { tasks: [...(steps.get(key)?.tasks ?? []), row.task_id], change: back })
  }
  return [...steps.values()]
}

/** Of what a change speaks of, how it is with this item. */
function before(row: GoldItem | GoldChange, { pool, note, retired }: GoldChange): GoldChange {
  const gone = 'retired_at' in row ? row.retired_at !== null : row.retired
  return {
    ...(pool === undefined || row.pool === undefined ? {} : { pool: row.pool }),
    ...(note === undefined || row.note === undefined ? {} : { note: row.note }),
    ...(retired === undefined || gone === undefined ? {} : { retired: gone }),
  }
}
