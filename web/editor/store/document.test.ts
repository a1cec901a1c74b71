import { expect, it } from 'vitest'
import { randomFrom } from '../testing/random'
import { box } from '../testing/testEditor'
import { Document } from './document'

const CLASSES = ['car', 'ship']

it.each(Array.from({ length: 20 }, (_, seed) => seed))('keeps ids in their order and knows how many of each class there are (seed %i)', (seed) => {
  const random = randomFrom(seed)
  const document = new Document(['a', 'b', 'c'].map((id) => box(id, 0, 0, 1, 1)))
  const told: string[] = []
  document.subscribeIds(() => told.push(document.ids().join('')))
  for (let step = 0; step < 60; step++) {
    const ops = Array.from(new Set([random.pick(['a', 'b', 'c', 'd', 'e']), random.pick(['a', 'b', 'c', 'd', 'e'])])).map((id) => {
      const before = document.get(id) ?? null
      const after = random.next() < 0.4 ? null : box(id, random.below(5), 0, 1, 1, random.pick(CLASSES))
      const order = before && after && random.next() < 0.3 ? { order: { before: document.rank(id), after: random.below(9) - 0.5 } } : {}
      return { id, before, after, ...order }
    })
    const before = document.ids().join('')
    const calls = told.length
    document.apply({ ops, origin: 'local', label: '' })
    const sorted = document.ids().toSorted((a, b) => document.rank(a) - document.rank(b))
    expect(document.ids()).toEqual(sorted)
    expect(new Set(document.ids())).toEqual(new Set(['a', 'b', 'c', 'd', 'e'].filter((id) => document.get(id))))
    if (document.ids().join('') !== before) expect(told.length).toBe(calls + 1)
    for (const cls of CLASSES) expect(document.countOf(cls)).toBe(document.all().filter((one) => one.class === cls).length)
  }
})
