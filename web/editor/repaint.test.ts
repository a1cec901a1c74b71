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

it('takes what moves out of the picture at rest once, however many there are, and moves on without it', () => {
  const annotations = Array.from({ length: 250 }, (_, i) => box(`b${i}`, 10 + i, 10, 20, 20))
  const editor = new TestEditor({ annotations: [...annotations, box('still', 100, 200, 20, 20)] })
  editor.set({ tool: 'select' })
  editor.select(annotations.map(({ id }) => id))
  editor.point('down', 20, 20)
  const layers = (stale: readonly Stale[]): string[] => stale.map(({ layer }) => layer)
  expect(layers(staleAfter(editor, () => editor.point('move', 40, 30)))).toContain('static')
  expect(editor.scene.search({ minX: 0, minY: 0, maxX: 400, maxY: 300 })).toEqual(['still'])
  expect(layers(staleAfter(editor, () => editor.point('move', 50, 40)))).toEqual(['active'])
  editor.press('Escape')
  expect(editor.scene.search({ minX: 0, minY: 0, maxX: 400, maxY: 300 })).toHaveLength(251)
})

it('writes no names on very many that move together', () => {
  const namesOf = (count: number): number => {
    const annotations = Array.from({ length: count }, (_, i) => box(`b${i}`, 10 + i, 10, 20, 20))
    const editor = new TestEditor({ annotations })
    editor.set({ tool: 'select' })
    editor.select(annotations.map(({ id }) => id))
    editor.point('down', 20, 20).point('move', 40, 30)
    return editor.scene.active().filter(({ kind }) => kind === 'text').length
  }
  expect([namesOf(3), namesOf(250)]).toEqual([3, 0])
})
