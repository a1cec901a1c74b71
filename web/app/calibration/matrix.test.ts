import { describe, expect, it } from 'vitest'
import type { CalibrationAnswers } from '@client/queries/calibrations'
import { drawnIds, rowsOf } from './matrix'

const box = (id: string, cls: string) => ({ id, type: 'box', class: cls, value: { x: 0, y: 0, width: 9, height: 9 } })
const answer = (id: string, annotations: readonly ReturnType<typeof box>[], differences: object[] = []) => ({
  id,
  annotator: { id: `${id}-person`, name: id },
  annotations,
  differences,
  seconds: null,
  created_at: '',
})

/** Ada and Bo have the cell; Bo calls it by another class. Ada has a second that Bo has not, and Bo one by himself. */
const answers = {
  item: {},
  answers: [
    answer('ada', [box('a1', 'RBC'), box('a2', 'RBC')]),
    answer(
      'bo',
      [box('b1', 'WBC'), box('b2', 'RBC')],
      [
        { kind: 'class', said_id: 'b1', gold_id: 'a1', said_class: 'WBC', gold_class: 'RBC' },
        { kind: 'missing', gold_id: 'a2', gold_class: 'RBC' },
        { kind: 'extra', said_id: 'b2', said_class: 'RBC' },
      ],
    ),
  ],
  things: [
    [
      [0, 'a1'],
      [1, 'b1'],
    ],
    [[0, 'a2']],
    [[1, 'b2']],
  ],
  against: 'ada',
} as unknown as CalibrationAnswers

describe('the answers as a table', () => {
  const rows = rowsOf(answers)

  it('has a row for each thing and a cell for each answer', () => {
    expect(rows.map(({ cells }) => cells.map(({ said }) => said?.id ?? null))).toEqual([
      ['a1', 'b1'],
      ['a2', null],
      [null, 'b2'],
    ])
  })

  it('says in each cell how it differs from the answer that all are held against', () => {
    expect(rows.map(({ cells }) => cells.map(({ kinds }) => kinds))).toEqual([
      [[], ['class']],
      [[], ['missing']],
      [[], ['extra']],
    ])
    expect(rows.map(({ differs }) => differs)).toEqual([true, true, true])
  })

  it('finds no difference where there is none', () => {
    const alike = { ...answers, answers: answers.answers.map((one) => ({ ...one, differences: [] })) }
    expect(rowsOf(alike).map(({ differs }) => differs)).toEqual([false, false, false])
  })

  it('knows the annotations of a row as they are drawn together', () => {
    expect(rows.map((row) => drawnIds(answers, row))).toEqual([['ada:a1', 'bo:b1'], ['ada:a2'], ['bo:b2']])
  })
})
