import { describe, expect, it } from 'vitest'
import { parseContrastSearch } from './search'

describe('the address of the items behind a figure', () => {
  it.each([
    [
      { said: '', stands: 7 },
      { said: '', stands: '7' },
    ],
    [
      { person: 'u1', since: '2026-11-01', until: '2026-11-02' },
      { person: 'u1', since: '2026-11-01', until: '2026-11-02' },
    ],
    [
      { person: 'u1', gold: true },
      { person: 'u1', gold: true },
    ],
  ])('is read as it was put there: %o', (raw, expected) => {
    expect(parseContrastSearch(raw)).toEqual(expected)
  })

  it.each([
    [{ since: 'yesterday' }],
    [{ until: 20261101 }],
    [{ since: '2026-13-01' }],
    [{ gold: 'yes' }],
    [{ person: {} }],
  ])('leaves out what means nothing: %o', (raw) => {
    expect(parseContrastSearch(raw)).toEqual({})
  })
})
