import { describe, expect, it } from 'vitest'
import { TestEditor, box } from '../testing/testEditor'

const values = (editor: TestEditor): unknown[] => editor.document.all().map(({ value }) => value)

describe('transforms', () => {
  it('turn all that is selected about its common middle, and four quarters are none', () => {
    const editor = new TestEditor({ annotations: [box('a', 100, 100, 20, 10), box('b', 140, 130, 20, 10)] })
    const before = values(editor)
    editor.select(['a', 'b'])
    editor.commands.run('edit.rotate-right')
    expect(values(editor)).toEqual([
      { x: 140, y: 90, width: 10, height: 20 },
      { x: 110, y: 130, width: 10, height: 20 },
    ])
    for (let i = 0; i < 3; i++) editor.commands.run('edit.rotate-right')
    expect(values(editor)).toEqual(before)
  })

  it('mirror back to the start, in one step of undo each', () => {
    const editor = new TestEditor({ annotations: [box('a', 100, 100, 20, 10), box('b', 150, 120, 30, 30)] })
    const before = values(editor)
    editor.select(['a', 'b'])
    editor.commands.run('edit.mirror-across')
    expect(values(editor)[0]).toEqual({ x: 160, y: 100, width: 20, height: 10 })
    editor.commands.run('edit.mirror-across')
    expect(values(editor)).toEqual(before)
  })

  it('leave locked ones alone', () => {
    const editor = new TestEditor({ annotations: [box('a', 100, 100, 20, 10)] })
    editor.set({ locked: new Set(['a']) })
    editor.select(['a'])
    expect(editor.commands.enabled('edit.grow')).toBe(false)
  })
})

describe('colours', () => {
  it('tell classes, objects or people', () => {
    const editor = new TestEditor({ annotations: [box('a', 1, 1, 20, 10), box('b', 40, 40, 20, 10)] })
    const colors = (): unknown[] => ['a', 'b'].map((id) => editor.scene.marks(id).map(({ ink }) => ink.stroke)[0])
    expect(new Set(colors()).size).toBe(1)
    editor.commands.run('view.color-by')
    expect([editor.state.colorBy, new Set(colors()).size]).toEqual(['instance', 2])
    editor.commands.run('view.color-by', 'class')
    expect(new Set(colors()).size).toBe(1)
  })

  it('fill more and less within bounds', () => {
    const editor = new TestEditor()
    for (let i = 0; i < 30; i++) editor.commands.run('view.fill-more')
    expect(editor.state.fill).toBe(1)
    for (let i = 0; i < 30; i++) editor.commands.run('view.fill-less')
    expect(editor.state.fill).toBe(0)
  })
})

describe('what is pinned', () => {
  it('keeps its place, whatever is tried, but not its class', () => {
    const editor = new TestEditor({ annotations: [box('a', 100, 100, 20, 10)] })
    const before = values(editor)
    editor.select(['a'])
    editor.commands.run('edit.pin')
    for (const id of ['edit.nudge-left', 'edit.grow', 'edit.rotate-right']) editor.commands.run(id)
    editor.commands.run('tool.select')
    editor.drag([110, 105], [150, 150])
    editor.drag([120, 110], [150, 150])
    expect(values(editor)).toEqual(before)
    editor.select(['a'])
    editor.commands.run('annotation.class', { ids: ['a'], name: 'ship' })
    expect(editor.document.get('a')?.class).toBe('ship')
    editor.commands.run('edit.pin')
    editor.commands.run('edit.nudge-left')
    expect(editor.document.get('a')?.value.x).toBe(99)
  })
})
