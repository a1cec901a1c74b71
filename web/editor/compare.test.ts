import { expect, it } from 'vitest'
import { compared, comparedAgain } from './compare'
import type { Annotation } from './model'
import { Document } from './store/document'
import { randomFrom } from './testing/random'
import { box } from './testing/testEditor'

it.each(Array.from({ length: 20 }, (_, seed) => seed))('a comparison follows changes as if it were made anew (seed %i)', (seed) => {
  const random = randomFrom(seed)
  const anyBox = (id: string): Annotation => box(id, random.below(2), 0, 10, 10)
  const base = ['a', 'b', 'c'].map(anyBox)
  const document = new Document(base)
  let comparison = compared(base, base)
  for (let step = 0; step < 40; step++) {
    const id = random.pick(['a', 'b', 'c', 'd', 'e'])
    const before = document.get(id) ?? null
    document.apply({ ops: [{ id, before, after: random.next() < 0.3 ? null : anyBox(id) }], origin: 'local', label: '' })
    comparison = comparedAgain(comparison, base, [id], document)
    const anew = compared(base, document.all())
    expect([comparison.counts, Object.fromEntries(comparison.differences)]).toEqual([anew.counts, Object.fromEntries(anew.differences)])
  }
})
