import { describe, expect, it } from 'vitest'
import { queryString } from '@client/http'
import {
  chipsOf,
  filterOf,
  parseDataSearch,
  queryOf,
  withChip,
  withoutChip,
  withoutChips,
  type DataSearch,
} from './filters'

const search: DataSearch = {
  view: 'gallery',
  sort: 'priority',
  stage: 0,
  class: 'RBC',
  meta: { site: 'north', lens: '40x' },
}

describe('parseDataSearch', () => {
  it('takes what it gave', () => {
    expect(parseDataSearch(JSON.parse(JSON.stringify(search)) as Record<string, unknown>)).toEqual(search)
  })

  it.each([
    ['an unknown order', { sort: 'size' }, {}],
    ['the order that stands anyway', { sort: 'seq' }, {}],
    ['a stage that is no number', { stage: 'first' }, {}],
    ['a negative stage', { stage: -1 }, {}],
    ['an empty word', { text: '' }, {}],
    ['metadata that is no record', { meta: ['a'] }, {}],
    ['a number where a word belongs', { text: 42 }, { text: '42' }],
    ['the first stage', { stage: 0 }, { stage: 0 }],
  ])('reads %s', (_, raw, expected) => {
    expect(parseDataSearch(raw)).toEqual(expected)
  })
})

describe('queries', () => {
  it('gives the API its own names and leaves the layout out', () => {
    expect(queryString(filterOf(search))).toBe('?stage=0&class=RBC&meta.site=north&meta.lens=40x')
  })

  it('asks for annotations only where they are drawn', () => {
    expect(queryOf({})).toEqual({ sort: 'seq' })
    expect(queryOf({ view: 'gallery' })).toEqual({ sort: 'seq', annotations: 1 })
  })
})

describe('chips', () => {
  it('lists each filter, metadata key by key', () => {
    expect(chipsOf(search).map((chip) => [chip.field, chip.key, chip.value])).toEqual([
      ['stage', undefined, '0'],
      ['class', undefined, 'RBC'],
      ['meta', 'site', 'north'],
      ['meta', 'lens', '40x'],
    ])
  })

  it('takes away exactly what it put there', () => {
    const chip = { field: 'meta', key: 'rig', value: 'b' } as const
    expect(withoutChip(withChip(search, chip), chip)).toEqual(search)
    expect(withoutChip(search, { field: 'class', value: 'RBC' }).class).toBeUndefined()
  })

  it('replaces a filter of the same field', () => {
    expect(withChip(search, { field: 'class', value: 'WBC' }).class).toBe('WBC')
    expect(withChip(search, { field: 'stage', value: '1' }).stage).toBe(1)
  })

  it('keeps order and layout when all filters go', () => {
    expect(withoutChips(search)).toEqual({ view: 'gallery', sort: 'priority' })
  })
})
