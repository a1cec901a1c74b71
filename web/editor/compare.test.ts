import { expect, it } from 'vitest'
import { compared, comparedAgain } from './compare'
import type { Annotation } from './model'
import { Document } from './store/document'
import { randomFrom } from './testing/random'
import { box, span, TestEditor, textItem } from './testing/testEditor'

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

it('brings into view what is shown for comparison only', () => {
  const own = [box('a', 10, 10, 20, 20)]
  const editor = new TestEditor({ annotations: own, compare: own })
  editor.setCompare(own, { annotations: [box('right', 300, 200, 40, 40)] })
  editor.reveal('right', true)
  const { x, y, scale } = editor.state.camera
  const [left, top] = [(300 - x) * scale, (200 - y) * scale]
  expect(scale).toBeGreaterThan(1)
  expect([left > 0, left + 40 * scale < 800, top > 0, top + 40 * scale < 600]).toEqual([true, true, true, true])
})

it('knows in which paragraphs of a text that lies', () => {
  const editor = new TestEditor({ item: textItem('One\nTwo\nThree'), annotations: [], compare: [] })
  editor.setCompare([], { annotations: [span('right', 8, 13)] })
  expect(editor.scene.paragraphsOf('right')).toEqual([2])
})
