// The way back from a change of several gold items: what each was before, gathered into as few requests as possible.
import type { GoldChange, GoldItem } from '@client/queries/gold'

export interface GoldStep {
  readonly tasks: readonly string[]
  readonly change: GoldChange
}

/** The rows that a change would make different. */
export function differing(rows: readonly GoldItem[], change: GoldChange): readonly GoldItem[] {
  return rows.filter((row) =>
    Object.entries(before(row, change)).some(([field, value]) => value !== change[field as keyof GoldChange]),
  )
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
function before({ pool, note, retired_at: at }: GoldItem, change: GoldChange): GoldChange {
  const now: GoldChange = { pool, note, retired: at !== null }
  return Object.fromEntries(Object.entries(now).filter(([field]) => field in change))
}
