import { expect, it } from 'vitest'
import { parseSheetSearch } from './search'

it.each([
  ['a class', { class: 'car' }, { class: 'car' }],
  ['a class that is called like a number', { class: 7 }, { class: '7' }],
  ['no class', { class: '' }, {}],
  ['an order', { sort: 'newest' }, { sort: 'newest' }],
  ['the order of items, which is meant anyway', { sort: 'seq' }, {}],
  ['an order that is none', { sort: 'prettiest' }, {}],
  ['everything', { all: true }, { all: true }],
  ['everything, in words', { all: 'true' }, { all: true }],
  ['what waits for oneself, which is meant anyway', { all: false }, {}],
])('reads %s', (_, raw, expected) => {
  expect(parseSheetSearch(raw)).toEqual(expected)
})
