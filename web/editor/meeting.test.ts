/** What a change does to others of its type: in the same patch, undone in one step. */
import { describe, expect, it } from 'vitest'
import type { Annotation, Class } from './api'
import { count, edgesOf, united } from './geometry/rasterEdges'
import type { Raster } from './geometry/types'
import { randomFrom } from './testing/random'
import { NO_MODIFIERS, TestEditor } from './testing/testEditor'

const CLASSES: readonly Class[] = [
  { name: 'cell', type: 'mask' },
  { name: 'road', type: 'mask', options: { semantic: true } },
  { name: 'sky', type: 'mask', options: { semantic: true } },
  { name: 'person', type: 'mask', options: { overlap: 'on_top' } },
  { name: 'ground', type: 'mask', options: { overlap: 'below' } },
  { name: 'brick', type: 'mask', options: { overlap: 'forbid' } },
]

/** A rectangle of pixels. */
function mask(id: string, cls: string, x: number, width = 20, height = 10): Annotation {
  return { id, type: 'mask', class: cls, value: { x, y: 10, width, height, counts: [0, width * height] }, attributes: {} }
}

function editorOf(...annotations: readonly Annotation[]): TestEditor {
  const editor = new TestEditor({ ontology: { classes: CLASSES, groups: [] }, annotations })
  editor.setSettings('mask', { tool: 'rectangle' })
  return editor
}

/** Draws a rectangle of pixels ten high, from x on. */
function draw(editor: TestEditor, cls: string, x: number, width = 20): void {
  editor.commands.run('class.choose', cls)
  editor.drag([x, 10], [x + width, 20])
}

/** Class, first column and width of each annotation, from back to front. */
const widths = (editor: TestEditor): unknown[] => editor.document.all().map(({ class: cls, value }) => [cls, value.x, value.width])

describe('masks of any class', () => {
  it('share pixels where nothing is said', () => {
    const editor = editorOf(mask('a', 'cell', 10))
    draw(editor, 'cell', 20)
    expect(widths(editor)).toEqual([['cell', 10, 20], ['cell', 20, 20]])
  })

  it.each([
    ['on top takes from what lies below', 'cell', 'person', [['cell', 10, 10], ['person', 20, 20]]],
    ['the later of two on top takes from the earlier', 'person', 'person', [['person', 10, 10], ['person', 20, 20]]],
    ['what lies on top is not painted over', 'person', 'cell', [['person', 10, 20], ['cell', 30, 10]]],
    ['below takes nothing', 'cell', 'ground', [['cell', 10, 20], ['ground', 30, 10]]],
    ['not even from its own', 'ground', 'ground', [['ground', 10, 20], ['ground', 30, 10]]],
    ['all takes from what lies below', 'ground', 'cell', [['ground', 10, 10], ['cell', 20, 20]]],
    ['where sharing is forbidden the first stays', 'brick', 'cell', [['brick', 10, 20], ['cell', 30, 10]]],
    ['whichever of the two forbids it', 'cell', 'brick', [['cell', 10, 20], ['brick', 30, 10]]],
  ])('%s', (_, first, second, expected) => {
    const editor = editorOf(mask('a', first, 10))
    draw(editor, second, 20)
    expect(widths(editor)).toEqual(expected)
    editor.commands.run('edit.undo')
    expect(widths(editor)).toEqual([[first, 10, 20]])
  })

  it('keep their pixels while they are locked, pinned or hidden', () => {
    for (const keep of ['locked', 'pinned', 'hidden'] as const) {
      const editor = editorOf(mask('a', 'cell', 10))
      editor.set({ [keep]: new Set(['a']) })
      draw(editor, 'person', 20)
      expect(widths(editor)).toEqual([['cell', 10, 20], ['person', 30, 10]])
    }
  })

  it('go where all of their pixels are taken, and come back in one step', () => {
    const editor = editorOf(mask('a', 'cell', 10), mask('b', 'cell', 40))
    draw(editor, 'person', 0, 100)
    expect(widths(editor)).toEqual([['person', 0, 100]])
    editor.commands.run('edit.undo')
    expect(widths(editor)).toEqual([['cell', 10, 20], ['cell', 40, 20]])
    editor.commands.run('edit.redo')
    expect(widths(editor)).toEqual([['person', 0, 100]])
  })

  it('are not there where nothing is left of them', () => {
    const editor = editorOf(mask('a', 'brick', 10))
    const heard: string[] = []
    editor.on('announce', (text) => heard.push(text))
    draw(editor, 'brick', 15, 10)
    expect([widths(editor), editor.state.canUndo]).toEqual([[['brick', 10, 20]], false])
    expect(heard).toContain('Nothing was changed: what lies there keeps its place.')
  })

  it('give way when one is moved or gets another class, but not when only an attribute changes', () => {
    const editor = editorOf(mask('a', 'cell', 10), mask('b', 'person', 40))
    editor.select(['b'])
    editor.press('Shift+ArrowLeft')
    editor.press('Shift+ArrowLeft')
    expect(widths(editor)).toEqual([['cell', 10, 10], ['person', 20, 20]])
    editor.setClass('a', 'brick')
    editor.setNote('b', 'here')
    expect(widths(editor)).toEqual([['brick', 10, 10], ['person', 20, 20]])
  })

  it('are left alone by what others send', () => {
    const editor = editorOf(mask('a', 'cell', 10))
    editor.apply({ ops: [{ id: 'b', before: null, after: mask('b', 'person', 20) }], origin: 'remote', label: '' })
    expect(widths(editor)).toEqual([['cell', 10, 20], ['person', 20, 20]])
  })
})

describe('classes that share a picture out', () => {
  it('have one mask each: what is painted goes on with it, selected or not', () => {
    const editor = editorOf()
    draw(editor, 'road', 10)
    editor.select([])
    draw(editor, 'road', 30)
    draw(editor, 'road', 60)
    expect(editor.document.all().map(({ id, value }) => [id, value.x, value.width])).toEqual([['new1', 10, 70]])
  })

  it('have no pixel twice', () => {
    const editor = editorOf()
    draw(editor, 'road', 10, 40)
    draw(editor, 'sky', 30, 40)
    expect(widths(editor)).toEqual([['road', 10, 20], ['sky', 30, 40]])
    draw(editor, 'road', 40, 10)
    expect(editor.document.all().map(({ value }) => (value.counts as number[]).slice(0, 4))).toEqual([[0, 20, 10, 30], [0, 10, 10, 30]])
    editor.commands.run('edit.undo')
    expect(widths(editor)).toEqual([['road', 10, 20], ['sky', 30, 40]])
  })

  it('take what gets their class into their mask', () => {
    const editor = editorOf(mask('a', 'road', 10), mask('b', 'sky', 40))
    editor.setClass('b', 'road')
    expect(editor.document.all().map(({ id, class: cls, value }) => [id, cls, value.x, value.width])).toEqual([['b', 'road', 10, 50]])
  })

  it('lose pixels to the eraser without being selected', () => {
    const editor = editorOf(mask('a', 'road', 10))
    editor.commands.run('class.choose', 'road')
    editor.drag([20, 0], [60, 60], { ...NO_MODIFIERS, alt: true })
    expect(widths(editor)).toEqual([['road', 10, 10]])
  })

  it('are not painted on while their mask is locked', () => {
    const editor = editorOf(mask('a', 'road', 10))
    editor.set({ locked: new Set(['a']) })
    draw(editor, 'road', 60)
    expect(widths(editor)).toEqual([['road', 10, 20]])
  })
})

describe('a random walk with masks of every sort', () => {
  it.each([1, 2])('keeps their rules and undoes to the start (seed %i)', (seed) => {
    const random = randomFrom(seed)
    const start = [mask('a', 'road', 10), mask('b', 'person', 60), mask('c', 'cell', 100)]
    const editor = editorOf(...start)
    const own = editor.commands.list().filter(({ scope }) => scope === 'mask').map(({ id }) => id)
    for (let i = 0; i < 1200; i++) {
      const modifiers = { ...NO_MODIFIERS, shift: random.next() < 0.2, alt: random.next() < 0.2 }
      const place = (): [number, number] => [random.below(420) - 10, random.below(320) - 10]
      const kind = random.next()
      if (kind < 0.45) editor.drag(place(), place(), modifiers)
      else if (kind < 0.55) editor.click(...place(), modifiers)
      else if (kind < 0.7) editor.commands.run('class.choose', random.pick(CLASSES).name)
      else if (kind < 0.85) editor.commands.run(random.pick(own))
      else editor.press(random.pick(['Ctrl+z', 'Ctrl+Shift+z', 'Ctrl+d', 'Escape', '.', 'Shift+l', 'Shift+ArrowLeft', 'ArrowDown', 'Delete', 'Ctrl+c', 'Ctrl+v']))
      if (editor.document.size > 30) editor.press('Delete')
      if (i % 50 === 0) expectRules(editor)
    }
    expectRules(editor)
    editor.cancel()
    while (editor.state.canUndo) editor.commands.run('edit.undo')
    expect(editor.document.all()).toEqual(start)
  })
})

/** One mask for each class that shares the picture out, none of them with a pixel of another. */
function expectRules(editor: TestEditor): void {
  const semantic = editor.document.all().filter(({ class: cls }) => cls === 'road' || cls === 'sky')
  const locked = semantic.some(({ id }) => editor.state.locked.has(id))
  if (!locked) expect(new Set(semantic.map(({ class: cls }) => cls)).size).toBe(semantic.length)
  const areas = semantic.map(({ value }) => edgesOf(value as unknown as Raster))
  expect(areas.reduce((sum, area) => sum + count(area), 0)).toBe(count(united(areas)))
}
