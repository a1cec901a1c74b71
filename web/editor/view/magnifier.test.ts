import { describe, expect, it } from 'vitest'
import { TestEditor } from '../testing/testEditor'
import { toScreen } from './camera'
import { LENS, factorOf, lensAt, magnified } from './magnifier'

const VIEW = { width: 800, height: 600 }

describe('the magnifier', () => {
  it('shows in its middle what is below the pointer', () => {
    const camera = { x: 30, y: -10, scale: 2 }
    const lens = magnified(camera, { x: 100, y: 60 }, 4)
    expect(lens.scale).toBe(8)
    expect(toScreen(lens, { x: 80, y: 20 })).toEqual({ x: LENS / 2, y: LENS / 2 })
  })

  it('never shows less than the view, and no pixel as large as itself', () => {
    expect(magnified({ x: 0, y: 0, scale: 64 }, { x: 0, y: 0 }, 16).scale).toBe(128)
    expect(magnified({ x: 0, y: 0, scale: 1 }, { x: 0, y: 0 }, 16).scale).toBe(16)
  })

  it('lies around a mouse, and beside the hand that holds a pen or points', () => {
    expect(lensAt({ x: 300, y: 300 }, 'mouse', VIEW)).toEqual({ x: 300 - LENS / 2, y: 300 - LENS / 2 })
    for (const pointer of ['touch', 'pen'] as const) {
      const above = lensAt({ x: 300, y: 300 }, pointer, VIEW)
      expect(above.y + LENS).toBeLessThan(300 - 20)
      const below = lensAt({ x: 5, y: 50 }, pointer, VIEW)
      expect([below.x, below.y > 70]).toEqual([0, true])
    }
  })

  it('is switched by a key, and lent while another is held', () => {
    const editor = new TestEditor()
    editor.press('Shift+z')
    expect(editor.state.magnifying).toBe(true)
    editor.press('Shift+z')
    editor.press('d')
    expect(editor.state.magnifying).toBe(true)
    editor.keyUp({ type: 'key', key: 'd', code: 'KeyD', modifiers: { shift: false, ctrl: false, alt: false, meta: false } })
    expect(editor.state.magnifying).toBe(false)
  })

  it('goes through its factors, which stay set', () => {
    const editor = new TestEditor()
    const factors = [0, 1, 2, 3].map(() => (editor.press('Alt+z'), factorOf(editor.state.settings)))
    expect(factors).toEqual([8, 16, 2, 4])
    expect(factorOf({ magnifier: { factor: 'huge' } })).toBe(4)
  })
})
