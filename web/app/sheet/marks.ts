// Which annotations of a sheet are marked, and what is said to be wrong with each. Pure, but for the memory at the end.
import { useMemo } from 'react'
import { create } from 'zustand'
import type { Marked, SheetCell } from '@client/queries/sheet'
import type { Id } from '@client/types'

export interface Mark {
  readonly cell: SheetCell
  readonly why: string
}

/** By the key of the cell. */
export type Marks = ReadonlyMap<string, Mark>

export const NO_MARKS: Marks = new Map()

export function keyOf({ task_id: task, annotation }: SheetCell): string {
  return `${task}:${annotation.id}`
}

/** Marks a cell, or says otherwise what is wrong with it; the same again takes the mark away. */
export function toggled(marks: Marks, cell: SheetCell, why: string): Marks {
  const next = new Map(marks)
  const key = keyOf(cell)
  if (marks.get(key)?.why === why) next.delete(key)
  else if (cell.judge) next.set(key, { cell, why })
  return next
}

/** Marks all of these that the reader may judge. */
export function markedAll(marks: Marks, cells: readonly SheetCell[], why: string): Marks {
  return new Map([...marks, ...cells.filter(({ judge }) => judge).map((cell) => [keyOf(cell), { cell, why }] as const)])
}

/** Without those of these tasks. */
export function withoutTasks(marks: Marks, tasks: readonly Id[]): Marks {
  const gone = new Set(tasks)
  return new Map([...marks].filter(([, { cell }]) => !gone.has(cell.task_id)))
}

/** How often each is said, in the order in which they were said first. */
export function tally(marks: Marks): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>()
  for (const { why } of marks.values()) counts.set(why, (counts.get(why) ?? 0) + 1)
  return [...counts]
}

export function itemsOf(marks: Marks): number {
  return new Set([...marks.values()].map(({ cell }) => cell.task_id)).size
}

/** The label types of what is marked. */
export function typesOf(marks: Marks): ReadonlySet<string> {
  return new Set([...marks.values()].map(({ cell }) => cell.annotation.type))
}

/** As the server takes them. */
export function sent(marks: Marks): readonly Marked[] {
  return [...marks.values()].map(({ cell, why }) => ({
    task_id: cell.task_id,
    answer_id: cell.answer_id,
    annotation_id: cell.annotation.id,
    why,
  }))
}

/** What was marked, and where one was, while an item was opened from the sheet. */
interface Memory {
  readonly marks: Marks
  readonly at: number
}

const EMPTY: Memory = { marks: NO_MARKS, at: 0 }

interface Kept {
  readonly of: ReadonlyMap<string, Memory>
  keep(sheet: string, change: Partial<Memory>): void
}

const useKept = create<Kept>((set) => ({
  of: new Map(),
  keep: (sheet, change) =>
    set(({ of }) => ({ of: new Map(of).set(sheet, { ...(of.get(sheet) ?? EMPTY), ...change }) })),
}))

/** The memory of one sheet, by its name. `now` is as it is at the moment, also where keys come faster than pages are drawn. */
export function useMemory(sheet: string) {
  const memory = useKept((state) => state.of.get(sheet) ?? EMPTY)
  const keep = useKept((state) => state.keep)
  return useMemo(
    () => ({
      ...memory,
      now: (): Memory => useKept.getState().of.get(sheet) ?? EMPTY,
      keep: (change: Partial<Memory>): void => keep(sheet, change),
    }),
    [memory, keep, sheet],
  )
}
