import { expect, it } from 'vitest'
import { parseGoldSearch, withField } from './search'

it('reads of an address what means something, and nothing else', () => {
  const search = { tab: 'people', pool: 'hidden', finding: 'doubtful', retired: true, more: 1 }
  expect(parseGoldSearch(search)).toEqual({ tab: 'people', pool: 'hidden', finding: 'doubtful', retired: true })
  expect(parseGoldSearch({ tab: 'items', pool: 'secret', finding: 3, retired: 'yes' })).toEqual({})
})

it('sets one field and keeps the others, or takes it away', () => {
  const search = { pool: 'hidden' } as const
  expect(withField(search, 'finding', 'leaky')).toEqual({ pool: 'hidden', finding: 'leaky' })
  expect(withField(search, 'pool', undefined)).toEqual({})
})
