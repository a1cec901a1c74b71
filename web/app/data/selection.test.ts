import { describe, expect, it } from 'vitest'
import { ALL, isSelected, NOTHING, sizeOf, toggle } from './selection'

const order = ['a', 'b', 'c', 'd', 'e']
const ids = (selection: ReturnType<typeof toggle>): string[] => order.filter((id) => isSelected(selection, id))

describe('selection', () => {
  it('toggles one', () => {
    const one = toggle(NOTHING, order, 'b', false)
    expect(ids(one)).toEqual(['b'])
    expect(ids(toggle(one, order, 'b', false))).toEqual([])
  })

  it('takes a range with Shift, in either direction', () => {
    expect(ids(toggle(toggle(NOTHING, order, 'd', false), order, 'b', true))).toEqual(['b', 'c', 'd'])
    expect(ids(toggle(toggle(NOTHING, order, 'a', false), order, 'c', true))).toEqual(['a', 'b', 'c'])
  })

  it('takes only the row itself where the last one is no longer listed', () => {
    const gone = toggle(NOTHING, [...order, 'x'], 'x', false)
    expect(ids(toggle(gone, order, 'c', true))).toEqual(['c'])
  })

  it('leaves all but one when one of all is toggled', () => {
    const most = toggle(ALL, order, 'c', false)
    expect(ids(most)).toEqual(['a', 'b', 'd', 'e'])
    expect(isSelected(most, 'not loaded yet')).toBe(true)
    expect(sizeOf(ALL, 1_000_000)).toBe(1_000_000)
    expect(sizeOf(most, 1_000_000)).toBe(999_999)
  })

  it('takes a range out of all, and back in', () => {
    const most = toggle(ALL, order, 'b', false)
    const fewer = toggle(most, order, 'd', true)
    expect(ids(fewer)).toEqual(['a', 'e'])
    expect(ids(toggle(fewer, order, 'c', false))).toEqual(['a', 'c', 'e'])
  })
})
