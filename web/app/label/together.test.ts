import { describe, expect, it } from 'vitest'
import type { AnswerView } from '@client/types'
import { together } from './together'

const answer = (id: string, name: string | null): AnswerView => ({
  id,
  annotator: name === null ? null : { id: name, name },
  stage: 0,
  annotations: [
    { id: '1', type: 'box', class: 'car', value: {}, attributes: {}, compound: 'rig' },
    { id: '2', type: 'box', class: 'car', value: {}, attributes: {} },
  ],
  seconds: null,
  created_at: '2026-11-28T05:00:00Z',
})

describe('answers of several people', () => {
  it('lie side by side: ids and compounds of one do not meet those of another, and each says whose it is', () => {
    const all = together([answer('a', 'Ada'), answer('b', null)], ({ annotator }) => annotator?.name ?? 'nobody')
    expect(all.map(({ id, annotator, compound }) => [id, annotator, compound])).toEqual([
      ['a:1', 'Ada', 'a:rig'],
      ['a:2', 'Ada', undefined],
      ['b:1', 'nobody', 'b:rig'],
      ['b:2', 'nobody', undefined],
    ])
  })
})
