import { describe, expect, it } from 'vitest'
import type { Annotation, Class } from '../api'
import { TestEditor } from '../testing/testEditor'

const CLASSES: readonly Class[] = [
  { name: 'car', type: 'box', attributes: [{ name: 'parked', kind: 'boolean' }] },
  { name: 'cell', type: 'mask', attributes: [{ name: 'parked', kind: 'boolean' }] },
  { name: 'field', type: 'ellipse' },
  { name: 'sun', type: 'tag' },
  { name: 'plot', type: 'polygon' },
]
const BOX: Annotation = { id: 'a', type: 'box', class: 'car', value: { x: 10, y: 20, width: 30, height: 10 }, attributes: { parked: true } }
const RING: Annotation = { id: 'b', type: 'mask', class: 'cell', value: { x: 2, y: 3, width: 3, height: 3, counts: [0, 4, 1, 4] }, attributes: {} }

function editorOf(...annotations: readonly Annotation[]): TestEditor {
  return new TestEditor({ ontology: { classes: CLASSES, groups: [] }, annotations })
}

describe('a class of another type', () => {
  it('makes of an annotation what it shows, under its id and with the attributes that both have', () => {
    const editor = editorOf(BOX)
    editor.setClass('a', 'cell')
    expect(editor.document.get('a')).toEqual({ id: 'a', type: 'mask', class: 'cell', value: { x: 10, y: 20, width: 30, height: 10, counts: [0, 300] }, attributes: { parked: true } })
    editor.setClass('a', 'car')
    expect(editor.document.get('a')).toEqual(BOX)
    editor.commands.run('edit.undo')
    editor.commands.run('edit.undo')
    expect(editor.document.all()).toEqual([BOX])
  })

  it('keeps the hole of a mask in a polygon, which leads back to the same pixels', () => {
    const editor = editorOf(RING)
    editor.setClass('b', 'plot')
    expect(editor.document.get('b')?.type).toBe('polygon')
    editor.setClass('b', 'cell')
    expect(editor.document.get('b')?.value).toEqual(RING.value)
  })

  it('is offered where both types know a common shape, and turns all that are selected in one step', () => {
    const editor = editorOf(BOX, RING)
    expect(['car', 'cell', 'field', 'sun'].map((name) => editor.commands.enabled(`annotation.convert.${name}`))).toEqual([false, false, false, false])
    editor.commands.run('select.all')
    expect(['car', 'cell', 'field', 'sun'].map((name) => editor.commands.enabled(`annotation.convert.${name}`))).toEqual([true, true, true, false])
    editor.commands.run('annotation.convert.field')
    expect(editor.document.all().map(({ type }) => type)).toEqual(['ellipse', 'ellipse'])
    editor.commands.run('edit.undo')
    expect(editor.document.all()).toEqual([BOX, RING])
  })

  it('is not given by the key that chooses a class, which only says what is drawn next', () => {
    const editor = editorOf(BOX)
    editor.select(['a'])
    editor.press('2')
    expect([editor.state.activeClass, editor.document.get('a')]).toEqual(['cell', BOX])
  })

  it('says so where a type cannot hold what is selected', () => {
    const thin = { ...BOX, value: { x: 10.6, y: 20, width: 0.3, height: 10 } }
    const editor = editorOf(thin)
    const heard: string[] = []
    editor.on('announce', (text) => heard.push(text))
    editor.select(['a'])
    editor.commands.run('annotation.convert.cell')
    expect([editor.document.all(), heard.at(-1)]).toEqual([[thin], 'Nothing of what is selected can become cell.'])
  })
})
