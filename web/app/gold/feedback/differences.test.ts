import { describe, expect, it } from 'vitest'
import type { Annotation, Feedback } from '@client/types'
import { comparedOf, marksOf, rightMarks, wrongAttributes } from './differences'

function box(id: string, attributes: Annotation['attributes'] = {}): Annotation {
  return { id, type: 'box', class: 'cell', value: { x: 0, y: 0, width: 1, height: 1 }, attributes }
}

const FEEDBACK: Feedback = {
  answer_id: 'a',
  task_id: 't',
  pool: 'training',
  score: 0.5,
  passed: false,
  note: '',
  said: [box('1', { stain: 'pale' }), box('2')],
  gold: [box('1', { stain: 'dark' }), box('2'), box('3')],
  differences: [
    { kind: 'attributes', said_id: '1', gold_id: '1', names: ['stain', 'sharp'] },
    { kind: 'missing', gold_id: '3' },
    { kind: 'extra', said_id: '2' },
  ],
}
const COMPARED = comparedOf(FEEDBACK, (cls) => `Right: ${cls}`)
const ids = (annotations: readonly { readonly id: string }[]) => annotations.map(({ id }) => id)

describe('an answer beside the right one', () => {
  it('has marks whose ids do not meet, the right ones under a name that has a colour', () => {
    expect(ids(COMPARED.said)).toEqual(['1', '2'])
    expect(ids(COMPARED.right)).toEqual(['gold:1', 'gold:2', 'gold:3'])
    expect(COMPARED.right.every(({ annotator = '' }) => COMPARED.colors.has(annotator))).toBe(true)
  })

  it('shows the right marks of what differs only, or of one difference alone', () => {
    const { differences } = FEEDBACK
    const [attributes, , extra] = differences
    expect(ids(rightMarks(COMPARED, differences, null))).toEqual(['gold:1', 'gold:3'])
    expect(ids(rightMarks(COMPARED, differences, attributes ?? null))).toEqual(['gold:1'])
    expect(ids(rightMarks(COMPARED, differences, extra ?? null))).toEqual([])
  })

  it('knows which marks a difference is about', () => {
    expect(FEEDBACK.differences.map(marksOf)).toEqual([
      { said: '1', right: 'gold:1' },
      { said: null, right: 'gold:3' },
      { said: '2', right: null },
    ])
  })

  it('says of attributes what was said and what is right', () => {
    const [difference] = FEEDBACK.differences
    expect(difference && wrongAttributes(FEEDBACK, difference)).toEqual([
      { name: 'stain', said: 'pale', right: 'dark' },
      { name: 'sharp', said: '', right: '' },
    ])
  })
})
