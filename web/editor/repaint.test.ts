/** What is drawn again, and what is left as it is. */
import { expect, it } from 'vitest'
import type { Stale } from './scene'
import { TestEditor, box, span, textItem } from './testing/testEditor'

function staleAfter(editor: TestEditor, act: () => void): Stale[] {
  const stale: Stale[] = []
  const stop = editor.onPaint((one) => stale.push(one))
  act()
  stop()
  return stale
}

it('draws what is hovered over itself at rest, and leaves the picture at rest alone', () => {
  const editor = new TestEditor({ annotations: [box('a', 10, 10, 40, 40)] })
  const stale = staleAfter(editor, () => editor.hover('a'))
  expect(stale.length).toBeGreaterThan(0)
  expect(stale.every(({ layer }) => layer === 'active')).toBe(true)
  expect(editor.scene.search({ minX: 0, minY: 0, maxX: 99, maxY: 99 })).toEqual(['a'])
  expect(editor.scene.active().length).toBeGreaterThan(0)
})

it('takes what is selected out of the picture at rest', () => {
  const editor = new TestEditor({ annotations: [box('a', 10, 10, 40, 40), box('b', 20, 20, 40, 40)] })
  const stale = staleAfter(editor, () => editor.select(['a']))
  expect(stale.flatMap((one) => (one.layer === 'static' ? one.ids : []))).toEqual(['a'])
  expect(editor.scene.search({ minX: 0, minY: 0, maxX: 99, maxY: 99 })).toEqual(['b'])
  expect(editor.scene.marks('a')).toEqual([])
})

it('tells a text which marks are hovered', () => {
  const editor = new TestEditor({ item: textItem('one two'), annotations: [span('a', 0, 3)] })
  const stale = staleAfter(editor, () => editor.hover('a'))
  expect(stale.flatMap((one) => (one.layer === 'static' ? one.ids : []))).toEqual(['a'])
})

it('keeps many marks in their order from back to front', () => {
  const annotations = Array.from({ length: 1500 }, (_, i) => box(`b${(i * 7) % 1500}`, i % 300, i % 200, 20, 20))
  const editor = new TestEditor({ annotations })
  const ids = editor.scene.search({ minX: 0, minY: 0, maxX: 400, maxY: 300 })
  expect(ids).toEqual(annotations.map(({ id }) => id))
})
