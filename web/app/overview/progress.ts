// How far a project is, from the counts of its stages.
import type { StageCounts } from '@client/types'

/** Tasks that have passed the last stage. */
export function doneTasks(stages: readonly StageCounts[]): number {
  return stages.reduce((sum, stage) => sum + stage.done, 0)
}

export interface Slice {
  readonly key: string
  readonly kind: 'done' | 'waiting' | 'open' | 'skipped'
  readonly stage: number
  readonly name: string
  readonly count: number
}

/** The tasks as slices of one bar: done first, then from the last stage back to the first, then those skipped. */
export function slices(stages: readonly StageCounts[]): readonly Slice[] {
  const done: Slice = { key: 'done', kind: 'done', stage: -1, name: '', count: doneTasks(stages) }
  const skipped = stages.reduce((sum, stage) => sum + stage.skipped, 0)
  const between = [...stages].reverse().flatMap((stage): Slice[] => [
    { key: `w${String(stage.stage)}`, kind: 'waiting', stage: stage.stage, name: stage.name, count: stage.waiting },
    { key: `o${String(stage.stage)}`, kind: 'open', stage: stage.stage, name: stage.name, count: stage.open },
  ])
  const rest: Slice = { key: 'skipped', kind: 'skipped', stage: -1, name: '', count: skipped }
  return [done, ...between, rest].filter((slice) => slice.count > 0)
}
