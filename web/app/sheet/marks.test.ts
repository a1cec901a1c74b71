import { describe, expect, it } from 'vitest'
import type { SheetCell } from '@client/queries/sheet'
import { itemsOf, markedAll, NO_MARKS, sent, tally, toggled, typesOf, withoutTasks } from './marks'

const cell = (task: string, id: string, judge = true): SheetCell => ({
  task_id: task,
  answer_id: `answer of ${task}`,
  annotation: { id, type: 'box', class: 'car', value: {}, attributes: {} },
  seq: 1,
  name: `${task}.jpg`,
  item_id: task,
  thumbnail: null,
  width: 100,
  height: 100,
  bounds: null,
  excerpt: null,
  annotator: null,
  at: '2026-11-28T08:00:00Z',
  wrong: null,
  judge,
})

describe('marks on a sheet', () => {
  it('come and go, and change what they say', () => {
    const once = toggled(NO_MARKS, cell('a', '1'), 'Wrong class')
    expect(tally(once)).toEqual([['Wrong class', 1]])
    expect(tally(toggled(once, cell('a', '1'), 'Bad outline'))).toEqual([['Bad outline', 1]])
    expect(toggled(once, cell('a', '1'), 'Wrong class').size).toBe(0)
  })

  it('are not put on what the reader may not judge', () => {
    expect(toggled(NO_MARKS, cell('a', '1', false), 'Wrong class').size).toBe(0)
    expect(markedAll(NO_MARKS, [cell('a', '1', false), cell('b', '1')], 'x').size).toBe(1)
  })

  it('tell of how many items they are, and go with them', () => {
    const marks = markedAll(NO_MARKS, [cell('a', '1'), cell('a', '2'), cell('b', '1')], 'x')
    expect([marks.size, itemsOf(marks), [...typesOf(marks)]]).toEqual([3, 2, ['box']])
    expect(sent(withoutTasks(marks, ['a']))).toEqual([
      { task_id: 'b', answer_id: 'answer of b', annotation_id: '1', why: 'x' },
    ])
  })
})
