import { describe, expect, it } from 'vitest'
import type { Change } from '@client/queries/history'
import { hasMoves, told } from './small'

const moved = (after: string, farthest: number | null, what: Change['what'] = ['place']): Change => ({
  kind: 'changed',
  before: after,
  after,
  what,
  farthest,
})

describe('a small move', () => {
  it('is one in which no point went as far as the least', () => {
    const changes = [moved('a', 0.99), moved('b', 1), moved('c', 40)]
    expect(told(changes, 1).small.map(({ after }) => after)).toEqual(['a'])
    expect(told(changes, 5).shown.map(({ after }) => after)).toEqual(['c'])
    expect(told(changes, 0).small).toEqual([])
  })

  it('is nothing that changed in another respect, came or went', () => {
    const others: Change[] = [moved('a', 0.1, ['place', 'class']), { kind: 'added', after: 'b' }]
    expect(told(others, 1)).toEqual({ shown: others, small: [] })
  })

  it('is nothing of which it cannot be told how far it went', () => {
    expect(told([moved('a', null)], 1).small).toEqual([])
    expect(hasMoves([moved('a', null), { kind: 'added', after: 'b' }])).toBe(false)
    expect(hasMoves([moved('a', 3)])).toBe(true)
  })
})
