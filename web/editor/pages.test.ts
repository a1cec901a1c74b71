import { describe, expect, it } from 'vitest'
import { pageShown, pictureUrl } from './pages'
import { IMAGE, TestEditor, box } from './testing/testEditor'

const PAGE = { ...IMAGE, mediaUrl: '/items/i/view', page: 2, pages: 3 }

function opened(): TestEditor {
  const editor = new TestEditor({ item: PAGE, annotations: [box('a', 10, 10, 50, 40)] })
  editor.setCamera({ x: 0, y: 0, scale: 1 })
  return editor
}

describe('pages', () => {
  it('are turned by keys, to the first and the last', () => {
    const editor = opened()
    const shown = (key: string): number => (editor.press(key), pageShown(editor.state))
    expect(['Shift+PageDown', 'Shift+PageDown', 'Shift+PageUp', 'Shift+PageUp', 'Shift+PageUp'].map(shown)).toEqual([3, 3, 2, 1, 1])
    expect([shown('Shift+Home'), editor.state.page]).toEqual([2, null])
  })

  it('have addresses of their own, but for the page that the item is', () => {
    const editor = opened()
    expect(pictureUrl(editor.state)).toBe('/items/i/view')
    editor.commands.run('view.page', 3)
    expect(pictureUrl(editor.state)).toBe('/items/i/view?page=3')
  })

  it('show annotations where they are, and nowhere else', () => {
    const editor = opened()
    const seen = (): number => editor.scene.shownIn({ minX: 0, minY: 0, maxX: 400, maxY: 300 }).length
    editor.commands.run('view.next-page')
    expect([seen(), editor.pick({ x: 30, y: 30 }, 4)]).toEqual([0, []])
    editor.commands.run('view.own-page')
    expect([seen(), editor.pick({ x: 30, y: 30 }, 4)]).toEqual([1, ['a']])
  })

  it('let nothing be drawn or changed on a page that is only looked at, and be moved about', () => {
    const editor = opened()
    editor.select(['a'])
    editor.commands.run('view.next-page')
    editor.drag([20, 20], [60, 70])
    expect([editor.document.size, editor.state.edits, editor.state.camera.x < 0]).toEqual([1, 0, true])
    expect(['edit.delete', 'edit.nudge-right', 'edit.duplicate', 'edit.undo'].map((id) => editor.commands.enabled(id))).toEqual([false, false, false, false])
    expect(editor.scene.active().filter(({ kind }) => kind === 'handle')).toEqual([])
    editor.commands.run('view.own-page')
    editor.setCamera({ x: 0, y: 0, scale: 1 })
    editor.drag([100, 100], [160, 170])
    expect(editor.document.size).toBe(2)
  })

  it('stay where they are when a key that was held is let go, and end with the item', () => {
    const editor = opened()
    editor.commands.run('view.next-page')
    editor.press('Space')
    editor.releaseHeld()
    expect([editor.state.page, editor.state.raw]).toEqual([3, true])
    editor.open({ item: { ...PAGE, id: 'other' }, annotations: [] })
    expect([editor.state.page, editor.state.raw]).toEqual([null, false])
  })

  it('cannot be turned where there is one', () => {
    const editor = new TestEditor()
    expect(['view.next-page', 'view.previous-page', 'view.own-page'].map((id) => editor.commands.enabled(id))).toEqual([false, false, false])
  })
})
