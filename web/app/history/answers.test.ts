import { describe, expect, it } from 'vitest'
import type { TimelineEntry } from '@client/queries/history'
import { beforeOf, firstPair, madeBy } from './answers'

const AT = '2026-11-28T08:00:00Z'
const entry = (kind: TimelineEntry['kind'], rest: Partial<TimelineEntry> = {}): TimelineEntry => ({
  at: AT,
  kind,
  ...rest,
})
const LINE = [
  entry('item', { name: 'a.jpg' }),
  entry('answer', { answer_id: 'ann' }),
  entry('answer', { answer_id: 'bo' }),
  entry('consensus', { answer_id: 'fused', from_ids: ['ann', 'bo'] }),
  entry('verdict', { name: 'fix', answer_id: 'fused', made_id: 'fixed', from_ids: ['fused'], stands: true }),
  entry('comment', { text: 'Good.' }),
]

describe('the answers of a line in time', () => {
  it('come by themselves or by a verdict', () => {
    expect(LINE.map(madeBy)).toEqual(['', 'ann', 'bo', 'fused', 'fixed', ''])
  })

  it('begin with the one that stands and what it was made of', () => {
    expect(firstPair(LINE)).toEqual({ before: 'fused', after: 'fixed' })
    expect(firstPair(LINE.slice(0, 3))).toEqual({ before: 'ann', after: 'bo' })
    expect(firstPair([])).toEqual({ before: '', after: '' })
  })

  it('hold what was made of several against the one before it', () => {
    expect(beforeOf(LINE, 'fused')).toBe('bo')
    expect(beforeOf(LINE, 'ann')).toBe('')
  })
})
