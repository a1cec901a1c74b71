import { describe, expect, it } from 'vitest'
import type { GoldResult, Pool } from '@client/queries/gold'
import { sincesOf, timeOf, windowOf } from './since'

const result = (pool: Pool, created_at: string): GoldResult => ({
  answer_id: created_at,
  task_id: 't',
  name: 'n',
  pool,
  score: 0,
  passed: false,
  created_at,
})
const PERSON = {
  last: [
    result('hidden', '2026-11-28T10:00:00Z'),
    result('hidden', '2026-11-27T10:00:00Z'),
    result('training', '2026-11-20T10:00:00Z'),
  ],
}
const NOW = Date.parse('2026-11-28T12:00:00Z')

describe('since when answers are set aside', () => {
  it('can be the oldest of the last results on hidden gold', () => {
    expect(windowOf(PERSON)).toBe(2)
    expect(timeOf('window', PERSON, '', NOW)).toBe('2026-11-27T10:00:00Z')
  })

  it('offers no window to whom none has', () => {
    expect(sincesOf({ last: [] })).toEqual(['day', 'week', 'all', 'date'])
  })

  it('can be a span before now, everything, or a time that is told', () => {
    expect(timeOf('day', PERSON, '', NOW)).toBe('2026-11-27T12:00:00.000Z')
    expect(timeOf('week', PERSON, '', NOW)).toBe('2026-11-21T12:00:00.000Z')
    expect(timeOf('all', PERSON, '', NOW)).toBeNull()
    expect(timeOf('date', PERSON, '', NOW)).toBeUndefined()
    expect(timeOf('date', PERSON, '2026-11-01T00:00Z', NOW)).toBe('2026-11-01T00:00:00.000Z')
  })
})
