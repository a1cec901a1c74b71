import { expect, it } from 'vitest'
import { moved } from './moved'

it('moves a row and leaves the order where there is no place', () => {
  expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a'])
  expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b'])
  const rows = ['a', 'b']
  expect([moved(rows, 1, 2), moved(rows, 0, -1)]).toEqual([rows, rows])
  expect(moved(rows, 1, 2)).toBe(rows)
})
