// Stuck items of one stage and for one reason, decided together. Pure.
import type { StuckTask } from '@client/queries/stuck'

export interface StuckGroup {
  readonly key: string
  /** The first of them, which stands for all. */
  readonly first: StuckTask
  readonly ids: readonly string[]
}

/** The items, gathered by their stage, why they are stuck, and what can be done about them. */
export function groupsOf(items: readonly StuckTask[]): readonly StuckGroup[] {
  const groups = new Map<string, StuckGroup>()
  for (const item of items) {
    const key = JSON.stringify([item.stage, item.why, item.take, item.accept, item.hand_up])
    const { first = item, ids = [] } = groups.get(key) ?? {}
    groups.set(key, { key, first, ids: [...ids, item.task_id] })
  }
  return [...groups.values()]
}
