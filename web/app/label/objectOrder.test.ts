import { describe, expect, it } from 'vitest'
import type { Annotation } from '@editor'
import { EVERYTHING, orderedIds, type ObjectQuery } from './objectOrder'

const cell = (id: string, cls: string, more: Partial<Annotation> = {}): Annotation => ({
  id,
  type: 'box',
  class: cls,
  value: {},
  attributes: {},
  ...more,
})

const ALL = [
  cell('back', 'RBC', { attributes: { overlapping: true, stage: 'young' }, compound: 'pair' }),
  cell('middle', 'WBC', { confidence: 0.4 }),
  cell('front', 'RBC', { note: 'Torn?', confidence: 0.9, attributes: { overlapping: false }, compound: 'pair' }),
]
const SIZES: Readonly<Record<string, number>> = { back: 5, middle: 50, front: 20 }

function asked(query: Partial<ObjectQuery>): readonly string[] {
  const document = { ids: () => ALL.map(({ id }) => id), get: (id: string) => ALL.find((one) => one.id === id) }
  return orderedIds(document, { ...EVERYTHING, ...query }, (id) => SIZES[id] ?? 0)
}

describe('the list of objects', () => {
  it.each([
    ['front', ['front', 'middle', 'back']],
    ['class', ['front', 'back', 'middle']],
    ['size', ['middle', 'front', 'back']],
    ['confidence', ['middle', 'front', 'back']],
    ['compound', ['front', 'back', 'middle']],
  ] as const)('is in the order of %s', (sort, ids) => {
    expect(asked({ sort })).toEqual(ids)
  })

  it.each([
    ['rbc', ['front', 'back']],
    ['rbc young', ['back']],
    ['overlapping', ['back']],
    ['torn', ['front']],
    ['  ', ['front', 'middle', 'back']],
    ['no such', []],
  ])('shows what holds “%s”', (words, ids) => {
    expect(asked({ words })).toEqual(ids)
  })
})
