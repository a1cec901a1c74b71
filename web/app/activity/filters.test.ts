import { describe, expect, it } from 'vitest'
import { NOTHING, queryOf } from './EventFilters'

describe('what events are asked for', () => {
  it('is nothing in particular where nothing is chosen', () => {
    expect(queryOf(NOTHING)).toEqual({})
    expect(queryOf({ ...NOTHING, item: '  ' })).toEqual({})
  })

  it('reaches from the beginning of the first day to the end of the last', () => {
    const { since = '', until = '' } = queryOf({ ...NOTHING, from: '2026-11-24', to: '2026-11-24' })
    expect(Date.parse(until) - Date.parse(since)).toBe(86_400_000)
    expect(new Date(since).getHours()).toBe(0)
  })
})
