import { describe, expect, it } from 'vitest'
import type { Effect } from '../api'
import { TestEditor, box } from '../testing/testEditor'

function withTwo(): TestEditor {
  const editor = new TestEditor({ annotations: [box('a', 100, 100, 20, 10), box('b', 200, 100, 20, 10)] })
  editor.select(['a'])
  return editor
}

const widths = (editor: TestEditor): unknown[] => editor.document.all().map(({ value }) => value.width)

function recorded(editor: TestEditor, act: () => void): Effect | undefined {
  const effects: Effect[] = []
  editor.on('effect', (effect) => effects.push(effect))
  editor.commands.run('macro.record')
  act()
  editor.commands.run('macro.record')
  return effects.find(({ type }) => type === 'macro')
}

describe('macros', () => {
  it('hold the commands that were run, with what they were run, and nothing that those ran', () => {
    const editor = withTwo()
    const found = recorded(editor, () => {
      editor.commands.run('edit.rotate-right')
      editor.commands.run('class.ship')
      editor.commands.run('class.choose', 'car')
      editor.commands.run('help.keys')
      editor.commands.run('edit.undo')
    })
    expect(found?.steps).toEqual([{ id: 'edit.rotate-right' }, { id: 'class.ship' }, { id: 'class.choose', input: 'car' }, { id: 'edit.undo' }])
  })

  it('say that they are recorded, and that nothing was', () => {
    const editor = withTwo()
    const said: string[] = []
    editor.on('announce', (text) => said.push(text))
    const found = recorded(editor, () => expect(editor.state.recording).toBe(true))
    expect([found, editor.state.recording, said.at(-1)]).toEqual([undefined, false, 'Nothing was recorded.'])
  })

  it('become commands, run by their keys, on what is selected then', () => {
    const editor = withTwo()
    editor.setMacros([{ name: 'Upright', keys: ['Shift+u'], steps: [{ id: 'edit.rotate-right' }, { id: 'no.such.command' }] }])
    editor.select(['b'])
    editor.press('Shift+u')
    expect(widths(editor)).toEqual([20, 10])
  })
})

describe('repeating', () => {
  it('does the last change to what is selected now', () => {
    const editor = withTwo()
    editor.commands.run('edit.rotate-right')
    editor.select(['b'])
    editor.commands.run('view.labels')
    editor.commands.run('edit.repeat')
    editor.commands.run('edit.repeat')
    expect(widths(editor)).toEqual([10, 20])
  })
})

describe('copying from the previous item', () => {
  it('puts in what it ended with, where it lay, with ids of its own', () => {
    const editor = withTwo()
    expect(editor.commands.enabled('edit.copy-previous')).toBe(false)
    editor.commands.run('edit.delete')
    editor.open({ item: { ...editor.state.item, id: 'next' }, annotations: [] })
    editor.commands.run('edit.copy-previous')
    expect(editor.document.all().map(({ id, value }) => [id, value.x])).toEqual([['new1', 200]])
    editor.commands.run('edit.undo')
    expect(editor.document.size).toBe(0)
  })
})
