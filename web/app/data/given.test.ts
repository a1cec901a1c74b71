import { describe, expect, it } from 'vitest'
import { queryString } from '@client/http'
import { chipsOf, filterBodyOf, filterOf, parseDataSearch, withChip, withoutChip } from './filters'
import { parseGiven } from './given'

const given = { what: 'reject', by: 'u1', reason: 'Mixed up', stage: 1, since: '2026-11-01' }

describe('what was given', () => {
  it('is taken from the address as it was put there', () => {
    const search = { given }
    expect(parseDataSearch(JSON.parse(JSON.stringify(search)) as Record<string, unknown>)).toEqual(search)
  })

  it.each([
    ['nothing that can be given', { what: 'love' }, undefined],
    ['no word of what', { by: 'u1' }, undefined],
    ['a word', 'reject', undefined],
    ['a day that is none', { what: 'fix', since: 'yesterday' }, { what: 'fix' }],
    ['a stage that is none', { what: 'fix', stage: -1 }, { what: 'fix' }],
    ['a reason that is a number', { what: 'fix', reason: 7 }, { what: 'fix', reason: '7' }],
  ])('reads %s', (_, raw, expected) => {
    expect(parseGiven(raw)).toEqual(expected)
  })

  it('is asked of list, count and bulk alike', () => {
    expect(queryString(filterOf({ given }))).toBe(
      '?given.what=reject&given.by=u1&given.reason=Mixed+up&given.stage=1&given.since=2026-11-01',
    )
    expect(filterBodyOf({ given })).toEqual({ given })
  })

  it('is one chip, put there and taken away as a whole', () => {
    const [chip] = chipsOf({ given })
    expect(chipsOf({ given })).toHaveLength(1)
    expect(chip && withChip({}, chip)).toEqual({ given })
    expect(chip && withoutChip({ stage: 1, given }, chip)).toEqual({ stage: 1 })
  })
})
