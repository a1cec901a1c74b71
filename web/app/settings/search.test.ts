import { expect, it } from 'vitest'
import { parseSettingsSearch } from './search'

it('opens the tab that the address names, and none that there is not', () => {
  expect(parseSettingsSearch({ tab: 'checks', more: 1 })).toEqual({ tab: 'checks' })
  expect([parseSettingsSearch({ tab: 'nope' }), parseSettingsSearch({})]).toEqual([{}, {}])
})
