import { describe, expect, it } from 'vitest'
import type { Ontology } from '../model'
import { NO_MODIFIERS, TestEditor, box } from '../testing/testEditor'

const ONTOLOGY: Ontology = {
  groups: [],
  classes: [
    {
      name: 'car',
      type: 'box',
      attributes: [
        { name: 'occluded', kind: 'boolean', key: 'o' },
        { name: 'view', kind: 'one_of', options: ['front', 'side'], key: 'w' },
        { name: 'wheels', kind: 'number' },
      ],
    },
    { name: 'ship', type: 'box', attributes: [{ name: 'occluded', kind: 'boolean', key: 'o' }] },
  ],
}

function editorOn(...ids: string[]): TestEditor {
  const annotations = [box('a', 0, 0, 10, 10), box('b', 20, 0, 10, 10), box('s', 40, 0, 10, 10, 'ship')]
  const editor = new TestEditor({ ontology: ONTOLOGY, annotations })
  editor.select(ids)
  return editor
}

function press(editor: TestEditor, key: string): void {
  editor.key({ type: 'key', key, code: `Key${key.toUpperCase()}`, modifiers: NO_MODIFIERS, repeat: false })
}

function answers(editor: TestEditor, id: string): unknown {
  return editor.document.get(id)?.attributes
}

describe('keys of attributes', () => {
  it('turn a boolean on and off', () => {
    const editor = editorOn('a')
    press(editor, 'o')
    expect(answers(editor, 'a')).toEqual({ occluded: true })
    press(editor, 'o')
    expect(answers(editor, 'a')).toEqual({ occluded: false })
  })

  it('go through the options and begin anew', () => {
    const editor = editorOn('a')
    const seen = [1, 2, 3].map(() => {
      press(editor, 'w')
      return editor.document.get('a')?.attributes.view
    })
    expect(seen).toEqual(['front', 'side', 'front'])
  })

  it('answer alike for all that are selected, in one step', () => {
    const editor = editorOn('a')
    press(editor, 'o')
    editor.select(['a', 'b'])
    press(editor, 'o')
    expect([answers(editor, 'a'), answers(editor, 'b')]).toEqual([{ occluded: true }, { occluded: true }])
    press(editor, 'o')
    expect([answers(editor, 'a'), answers(editor, 'b')]).toEqual([{ occluded: false }, { occluded: false }])
    editor.commands.run('edit.undo')
    expect([answers(editor, 'a'), answers(editor, 'b')]).toEqual([{ occluded: true }, { occluded: true }])
  })

  it('may be the same in several classes, each answering for its own', () => {
    const editor = editorOn('s')
    press(editor, 'o')
    expect(answers(editor, 's')).toEqual({ occluded: true })
    expect(editor.commands.keyFor('attribute.car.occluded')).toBe('O')
    expect(editor.commands.keyFor('attribute.ship.occluded')).toBe('O')
  })

  it('go before the keys of the editor and of classes while they can be answered', () => {
    const editor = editorOn()
    press(editor, 'o')
    expect(editor.state.raw).toBe(true)
    editor.keyUp({ type: 'key', key: 'o', code: 'KeyO', modifiers: NO_MODIFIERS })
    editor.select(['a'])
    press(editor, 'o')
    expect([editor.state.raw, answers(editor, 'a')]).toEqual([false, { occluded: true }])
  })

  it('do nothing where nothing, or more than one class, is selected, or nothing may be changed', () => {
    const editor = editorOn()
    expect(editor.commands.enabled('attribute.car.occluded')).toBe(false)
    editor.select(['a', 's'])
    expect(editor.commands.enabled('attribute.car.occluded')).toBe(false)
    editor.select(['a'])
    editor.set({ locked: new Set(['a']) })
    expect(editor.commands.enabled('attribute.car.occluded')).toBe(false)
  })

  it('are commands only where there is a key', () => {
    const ids = editorOn().commands.list().map(({ id }) => id)
    expect(ids.filter((id) => id.startsWith('attribute.'))).toEqual(['attribute.car.occluded', 'attribute.car.view', 'attribute.ship.occluded'])
  })
})
