import { describe, expect, it } from 'vitest'
import type { Effect } from './api'
import { askForMenu } from './menu'
import { TestEditor, box } from './testing/testEditor'

const PAGE = { x: 5, y: 6 }

function asking(): { readonly editor: TestEditor; readonly effects: Effect[] } {
  const rig = { compound: 'rig' }
  const editor = new TestEditor({ annotations: [{ ...box('a', 10, 10, 40, 40), ...rig }, { ...box('b', 90, 90, 40, 40), ...rig }, box('c', 200, 200, 40, 40)] })
  const effects: Effect[] = []
  editor.on('effect', (effect) => effects.push(effect))
  return { editor, effects }
}

describe('the menu', () => {
  it('chooses what it is asked of, with all that belongs to it', () => {
    const { editor, effects } = asking()
    askForMenu(editor, ['a'], PAGE)
    expect([[...editor.state.selection], effects]).toEqual([['a', 'b'], [{ type: 'menu', on: 'object', page: PAGE }]])
  })

  it('leaves a choice alone that it is asked of', () => {
    const { editor } = asking()
    editor.select(['b', 'c'])
    askForMenu(editor, ['a', 'c'], PAGE)
    expect([...editor.state.selection]).toEqual(['b', 'c'])
  })

  it('of the bare ground chooses nothing', () => {
    const { editor, effects } = asking()
    editor.select(['b'])
    askForMenu(editor, [], PAGE)
    expect([editor.state.selection.size, effects[0]?.on]).toEqual([0, 'ground'])
  })

  it('waits for what is being drawn', () => {
    const { editor, effects } = asking()
    editor.point('down', 300, 20).point('move', 340, 60)
    askForMenu(editor, ['a'], PAGE)
    expect([effects, editor.state.busy]).toEqual([[], true])
  })

  it.each(['ContextMenu', 'Shift+F10'])('opens by %s, of what is selected or of the ground', (key) => {
    const { editor, effects } = asking()
    editor.press(key)
    editor.select(['c'])
    editor.press(key)
    expect(effects.map(({ on }) => on)).toEqual(['ground', 'object'])
  })

  it('is made of commands: each that stands in it is in the list, in sections', () => {
    const { editor } = asking()
    const rows = editor.commands.list().filter(({ menu }) => menu !== undefined)
    const on = (place: string): string[] => rows.filter(({ menu }) => menu?.on === place || menu?.on === 'both').map(({ id }) => id)
    for (const id of ['edit.group', 'edit.front', 'view.hide', 'edit.lock', 'edit.pin', 'edit.copy', 'edit.delete', 'work.comment']) expect(on('object')).toContain(id)
    for (const id of ['edit.paste-here', 'view.fit', 'select.all', 'work.comment']) expect(on('ground')).toContain(id)
  })
})
