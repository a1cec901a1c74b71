import { expect, it } from 'vitest'
import type { StuckTask } from '@client/queries/stuck'
import { groupsOf } from './stuckGroups'

const task = (task_id: string, why: string, fields: Partial<StuckTask> = {}): StuckTask => ({
  task_id,
  seq: 1,
  name: task_id,
  stage: 1,
  stage_name: 'review',
  judges: true,
  why,
  take: false,
  accept: true,
  hand_up: null,
  ...fields,
})

it('gathers items that are stuck for one reason, in their order', () => {
  const items = [task('1', 'Rob mended it.'), task('2', 'It is kept for Eva.'), task('3', 'Rob mended it.')]
  expect(groupsOf(items).map(({ first, ids }) => [first.task_id, ids])).toEqual([
    ['1', ['1', '3']],
    ['2', ['2']],
  ])
})

it('keeps apart what cannot be decided alike', () => {
  const items = [task('1', 'So.'), task('2', 'So.', { stage: 2 }), task('3', 'So.', { accept: false })]
  expect(groupsOf(items).map(({ ids }) => ids)).toEqual([['1'], ['2'], ['3']])
})
