import { expect, it } from 'vitest'
import type { GoldItem } from '@client/queries/gold'
import { backSteps, differing } from './changes'

const item = (task_id: string, fields: Partial<GoldItem>): GoldItem => ({
  task_id,
  seq: 1,
  name: task_id,
  media: 'text',
  thumbnail: null,
  text_preview: '',
  answer_id: 'a',
  pool: 'hidden',
  note: '',
  created_by: null,
  created_at: '2026-11-24T09:30:00Z',
  retired_at: null,
  width: null,
  height: null,
  answers: 0,
  pass_rate: null,
  score: null,
  discrimination: null,
  findings: [],
  ...fields,
})
const ROWS = [
  item('1', {}),
  item('2', { pool: 'training' }),
  item('3', {}),
  item('4', { retired_at: '2026-11-25T09:30:00Z' }),
]

it('leaves out what is so already', () => {
  expect(differing(ROWS, { pool: 'training' }).map(({ task_id: task }) => task)).toEqual(['1', '3', '4'])
  expect(differing(ROWS, { retired: true }).map(({ task_id: task }) => task)).toEqual(['1', '2', '3'])
})

it('puts each item back to where it was, those alike by one request', () => {
  expect(backSteps(ROWS, { pool: 'qualify' })).toEqual([
    { tasks: ['1', '3', '4'], change: { pool: 'hidden' } },
    { tasks: ['2'], change: { pool: 'training' } },
  ])
  expect(backSteps(ROWS.slice(0, 2), { retired: true })).toEqual([{ tasks: ['1', '2'], change: { retired: false } }])
})
