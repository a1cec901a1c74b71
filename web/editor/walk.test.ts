import { describe, expect, it } from 'vitest'
import { boundsOf } from './geometry/geometry'
import { same } from './store/same'
import { randomFrom } from './testing/random'
import { TestEditor, box, span, textItem } from './testing/testEditor'

const STEPS = 2000
const KEYS = [
  'Delete', 'Escape', 'Enter', '.', ',', '1', '2', '3', '4', 'e', 'l', 'h', 'b', 'o', 'v', 'n', 'f', '+', '-', 'z',
  'ArrowLeft', 'ArrowRight', 'ArrowUp', 'Shift+ArrowDown', 'PageUp', 'PageDown', 'Space', 'Shift+h', 'Shift+l', 'Shift+v',
  'Ctrl+z', 'Ctrl+z', 'Ctrl+Shift+z', 'Ctrl+c', 'Ctrl+v', 'Ctrl+x', 'Ctrl+d', 'Ctrl+a',
  'Ctrl+g', 'Ctrl+g', 'Ctrl+Shift+g', 'Alt+g', 'Ctrl+Shift+v',
] as const

/** Whatever the index says must be what the document says. */
function expectConsistent(editor: TestEditor): void {
  const all = editor.document.all()
  expect(all.map(({ id }) => id)).toEqual(editor.document.ids())
  expect(new Set(editor.document.ids()).size).toBe(editor.document.size)
  for (const annotation of all) {
    const geometry = editor.places.geometryOf(annotation)
    const bounds = geometry && boundsOf(geometry)
    const indexed = editor.boundsOf(annotation.id)
    expect(indexed && { minX: indexed.minX, minY: indexed.minY, maxX: indexed.maxX, maxY: indexed.maxY }).toEqual(bounds)
    if (geometry?.kind === 'interval') expect(editor.places.ranges.get(annotation.id)).toEqual({ id: annotation.id, start: geometry.start, end: geometry.end })
  }
  expect(editor.places.space.size).toBe(all.filter(({ type }) => type === 'box').length)
  for (const id of editor.state.selection) expect(editor.document.get(id)).toBeDefined()
  for (const { value } of all) for (const number of Object.values(value)) expect(Number.isFinite(number)).toBe(true)
}

function expectUndoneToTheStart(editor: TestEditor, start: readonly unknown[]): void {
  editor.cancel()
  editor.setReadonly(false)
  while (editor.state.canRedo) editor.commands.run('edit.redo')
  const end = editor.document.all()
  let steps = 0
  while (editor.state.canUndo) {
    editor.commands.run('edit.undo')
    steps++
  }
  expect(same(editor.document.all(), start)).toBe(true)
  while (editor.state.canRedo) editor.commands.run('edit.redo')
  expect(same(editor.document.all(), end)).toBe(true)
  expect(steps).toBeGreaterThan(20)
}

describe('a random walk', () => {
  it.each([
    [10_000, 1],
    [STEPS, 2],
    [STEPS, 3],
  ])('of %i events on an image never throws and undoes to the start (seed %i)', (steps, seed) => {
    const random = randomFrom(seed)
    const start = [box('a', 10, 10, 100, 80), box('b', 60, 50, 30, 30, 'ship'), box('c', 200, 150, 90, 90)]
    const editor = new TestEditor({ annotations: start, compare: start })
    for (let i = 0; i < steps; i++) {
      const [x, y] = [random.below(440) - 20, random.below(340) - 20]
      const modifiers = { shift: random.next() < 0.15, ctrl: random.next() < 0.15, alt: random.next() < 0.1, meta: false }
      const kind = random.next()
      if (kind < 0.3) editor.point(random.pick(['down', 'move', 'up'] as const), x, y, { modifiers })
      else if (kind < 0.5) editor.drag([x, y], [random.below(400), random.below(300)], modifiers)
      else if (kind < 0.6) editor.click(x, y, modifiers)
      else if (kind < 0.65) editor.glide(x, y)
      else if (kind < 0.7) editor.releaseHeld()
      else if (editor.document.size < 60 || kind < 0.95) editor.press(random.pick(KEYS))
      else editor.press('Delete')
      if (editor.document.size > 80) editor.press('Delete')
      if (i % 100 === 0) expectConsistent(editor)
      if (i % 50 === 0) for (const id of editor.document.ids()) editor.scene.marks(id)
      editor.scene.active()
    }
    expectConsistent(editor)
    expectUndoneToTheStart(editor, start)
  })

  it.each([4, 5])('of 2,000 events on a text never throws and undoes to the start (seed %i)', (seed) => {
    const random = randomFrom(seed)
    const text = 'Ada 👩🏽‍🚀 met Zoë in שלום עולם.\n\nZweiter Absatz — 東京都 is 遠い.\r\nEnd.'
    const start = [span('a', 0, 3), span('b', 8, 14, 'place')]
    const editor = new TestEditor({ item: textItem(text), annotations: start })
    const length = [...text].length
    for (let i = 0; i < STEPS; i++) {
      const modifiers = { shift: random.next() < 0.15, ctrl: false, alt: random.next() < 0.3, meta: false }
      const kind = random.next()
      const offset = random.below(length + 1)
      const [id] = editor.state.selection
      if (kind < 0.2) editor.offset(random.pick(['down', 'move', 'up'] as const), offset, { modifiers })
      else if (kind < 0.5) editor.sweep(offset, random.below(length + 1), modifiers)
      else if (kind < 0.6 && id !== undefined) {
        editor.offset('down', offset, { handle: { id, name: random.pick(['start', 'end']) } }).offset('move', random.below(length + 1)).offset('up', random.below(length + 1))
      } else editor.press(random.pick(KEYS))
      if (editor.document.size > 40) editor.press('Delete')
      for (const { index } of editor.text?.paragraphs ?? []) editor.scene.textMarks(index)
      if (i % 100 === 0) expectConsistent(editor)
      for (const { type, value } of editor.document.all()) {
        if (type !== 'span') continue
        const { start: from, end: to } = value as { readonly start: number; readonly end: number }
        expect(from >= 0 && from < to && to <= length).toBe(true)
      }
    }
    expectConsistent(editor)
    expectUndoneToTheStart(editor, start)
  })
})
