import { describe, expect, it } from 'vitest'
import { TestEditor } from '../testing/testEditor'
import { minimapShows, minimapSize, seenIn, towards } from './minimap'

const IMAGE = { width: 400, height: 300 }

/** An editor whose view fits the picture at a scale of nearly 1.8. */
function editorAt(zoom: number): TestEditor {
  const editor = new TestEditor()
  editor.moveCamera({ type: 'fit' })
  editor.moveCamera({ type: 'zoom', factor: zoom })
  return editor
}

function shows({ state, viewSize }: TestEditor): boolean {
  return minimapShows(state, viewSize)
}

describe('the minimap', () => {
  it('shows by itself when one is zoomed in far enough', () => {
    expect([1, 2.4, 2.6].map((zoom) => shows(editorAt(zoom)))).toEqual([false, false, true])
  })

  it.each([1, 4])('is shown and hidden by its command at a zoom of %d', (zoom) => {
    const editor = editorAt(zoom)
    const before = shows(editor)
    editor.commands.run('view.minimap')
    expect(shows(editor)).toBe(!before)
    editor.commands.run('view.minimap')
    expect(shows(editor)).toBe(before)
  })

  it('stays hidden however far one zooms, once it was hidden', () => {
    const editor = editorAt(4)
    editor.commands.run('view.minimap')
    editor.moveCamera({ type: 'zoom', factor: 3 })
    expect(shows(editor)).toBe(false)
  })

  it('is as large as its longest side may be, and keeps the proportions', () => {
    expect(minimapSize(IMAGE)).toEqual({ width: 160, height: 120, scale: 0.4 })
    expect(minimapSize({ width: 100, height: 1000 })).toEqual({ width: 16, height: 160, scale: 0.16 })
  })

  it('frames what is seen, cut at the borders of the picture', () => {
    const view = { width: 400, height: 400 }
    expect(seenIn({ x: 100, y: 200, scale: 4 }, IMAGE, view)).toEqual({ minX: 40, minY: 80, maxX: 80, maxY: 120 })
  })

  it('brings what is pressed to the middle of the view', () => {
    const editor = editorAt(6)
    editor.moveCamera(towards({ x: 80, y: 60 }, editor.state.camera, IMAGE, editor.viewSize))
    editor.moveCamera(towards({ x: 100, y: 50 }, editor.state.camera, IMAGE, editor.viewSize))
    const seen = seenIn(editor.state.camera, IMAGE, editor.viewSize)
    expect((seen.minX + seen.maxX) / 2).toBeCloseTo(100)
    expect((seen.minY + seen.maxY) / 2).toBeCloseTo(50)
  })
})
