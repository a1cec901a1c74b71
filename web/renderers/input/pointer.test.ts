import { IMAGE, TestEditor, box } from '@editor/testing/testEditor'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { HOLD_MS, attachPointer } from './pointer'

describe('pointers', () => {
  let element: HTMLElement
  let editor: TestEditor
  let stop: () => void

  beforeEach(() => {
    element = document.createElement('div')
    document.body.append(element)
    editor = new TestEditor()
    stop = attachPointer(element, editor, () => undefined)
  })

  afterEach(() => {
    stop()
    element.remove()
  })

  const send = (type: string, x: number, y: number, more: PointerEventInit = {}): void => {
    element.dispatchEvent(new PointerEvent(type, { clientX: x, clientY: y, pointerId: 1, pointerType: 'mouse', buttons: 1, bubbles: true, cancelable: true, ...more }))
  }

  it('draw with the mouse', () => {
    send('pointerdown', 10, 20)
    send('pointermove', 60, 60)
    send('pointerup', 110, 70, { buttons: 0 })
    expect(editor.values()).toEqual([{ x: 10, y: 20, width: 100, height: 50 }])
  })

  it('break off when the browser takes the pointer away', () => {
    send('pointerdown', 10, 20)
    send('pointermove', 60, 60)
    send('pointercancel', 60, 60)
    expect([editor.state.busy, editor.document.size]).toEqual([false, 0])
  })

  it('pan with the middle button and draw nothing', () => {
    send('pointerdown', 100, 100, { button: 1, buttons: 4 })
    send('pointermove', 120, 90, { buttons: 4 })
    send('pointerup', 120, 90, { button: 1, buttons: 0 })
    expect([editor.state.camera, editor.document.size]).toEqual([{ x: -20, y: 10, scale: 1 }, 0])
  })

  it('pinch with two fingers around their middle, and give up what the first began', () => {
    const touch = { pointerType: 'touch' }
    send('pointerdown', 100, 100, { ...touch, pointerId: 1 })
    send('pointermove', 130, 130, { ...touch, pointerId: 1 })
    send('pointerdown', 200, 100, { ...touch, pointerId: 2 })
    expect(editor.state.busy).toBe(false)
    send('pointermove', 300, 100, { ...touch, pointerId: 2 })
    expect(editor.state.camera.scale).toBeCloseTo(2, 6)
    send('pointerup', 300, 100, { ...touch, pointerId: 2 })
    send('pointerup', 130, 130, { ...touch, pointerId: 1 })
    expect(editor.document.size).toBe(0)
  })

  describe('that ask for the menu', () => {
    let asked: unknown[]
    beforeEach(() => {
      vi.useFakeTimers()
      asked = []
      editor.on('effect', ({ type, on }) => asked.push([type, on]))
    })
    afterEach(() => vi.useRealTimers())
    const touch = { pointerType: 'touch' }

    it('do so by the right button, of what lies there', () => {
      editor.apply({ ops: [{ id: 'a', before: null, after: box('a', 10, 10, 50, 50) }], origin: 'local', label: 'Add' })
      send('contextmenu', 30, 30, { button: 2 })
      send('contextmenu', 300, 200, { button: 2 })
      expect([asked, editor.state.selection.size]).toEqual([[['menu', 'object'], ['menu', 'ground']], 0])
    })

    it('do so by a finger that rests, and draw nothing then', () => {
      send('pointerdown', 30, 30, touch)
      send('pointermove', 33, 31, touch)
      vi.advanceTimersByTime(HOLD_MS)
      send('pointermove', 90, 90, touch)
      send('pointerup', 90, 90, { ...touch, buttons: 0 })
      expect([asked, editor.document.size, editor.state.busy]).toEqual([[['menu', 'ground']], 0, false])
    })

    it.each([
      ['moves', () => send('pointermove', 60, 60, touch)],
      ['is lifted', () => send('pointerup', 30, 30, { ...touch, buttons: 0 })],
      ['is joined by another', () => send('pointerdown', 200, 100, { ...touch, pointerId: 2 })],
    ])('do not where a finger %s', (_, act) => {
      send('pointerdown', 30, 30, touch)
      act()
      vi.advanceTimersByTime(HOLD_MS)
      expect(asked).toEqual([])
    })
  })

  it('mean nothing where they are the palm of the hand that holds a pen', () => {
    const pen = { pointerType: 'pen', pointerId: 7, pressure: 0.4 }
    const palm = { pointerType: 'touch', pointerId: 8 }
    send('pointerdown', 10, 20, pen)
    send('pointerdown', 200, 200, palm)
    send('pointermove', 60, 60, pen)
    send('pointermove', 230, 240, palm)
    send('pointerup', 230, 240, palm)
    send('pointerup', 110, 70, { ...pen, buttons: 0 })
    expect([editor.values(), editor.state.camera.scale]).toEqual([[{ x: 10, y: 20, width: 100, height: 50 }], 1])
  })

  it('give up what the palm began when the pen comes down after it', () => {
    const palm = { pointerType: 'touch', pointerId: 8 }
    const pen = { pointerType: 'pen', pointerId: 7 }
    send('pointerdown', 200, 200, palm)
    send('pointermove', 230, 240, palm)
    send('pointerdown', 10, 20, pen)
    send('pointermove', 240, 250, palm)
    send('pointermove', 60, 60, pen)
    send('pointerup', 110, 70, { ...pen, buttons: 0 })
    send('pointerup', 240, 250, { ...palm, buttons: 0 })
    expect(editor.values()).toEqual([{ x: 10, y: 20, width: 100, height: 50 }])
  })

  it('zoom at the pointer with the wheel, and pan sideways with Shift', () => {
    editor.open({ item: { ...IMAGE, width: 4000, height: 3000 }, annotations: [] })
    editor.setCamera({ x: 0, y: 0, scale: 1 })
    const wheel = (init: WheelEventInit): boolean => element.dispatchEvent(new WheelEvent('wheel', { cancelable: true, clientX: 200, clientY: 100, ...init }))
    expect(wheel({ deltaY: -100 })).toBe(false)
    const { camera } = editor.state
    expect(camera.scale).toBeGreaterThan(1)
    expect([(200 - 0) / 1, 200 / camera.scale + camera.x]).toEqual([200, expect.closeTo(200, 6)])
    wheel({ deltaY: 50, shiftKey: true })
    expect(editor.state.camera.x).toBeCloseTo(camera.x + 50 / camera.scale, 6)
  })

  it('press keys with the wheel while Alt is held, and zoom where nobody wants them', () => {
    const wheel = (deltaY: number): boolean => element.dispatchEvent(new WheelEvent('wheel', { cancelable: true, deltaY, altKey: true }))
    editor.setOntology({ classes: [{ name: 'cell', type: 'mask' }], groups: [] })
    for (let i = 0; i < 3; i++) wheel(-100)
    expect([editor.state.settings, editor.state.camera.scale]).toEqual([{ mask: { size: 70 } }, 1])
    wheel(100)
    for (let i = 0; i < 4; i++) wheel(10)
    expect(editor.state.settings).toEqual({ mask: { size: 58 } })
    editor.set({ tool: 'select' })
    wheel(-100)
    expect([editor.state.settings, editor.state.camera.scale > 1]).toEqual([{ mask: { size: 58 } }, true])
  })

  it('take the ring of a brush with them when they leave', () => {
    editor.setOntology({ classes: [{ name: 'cell', type: 'mask' }], groups: [] })
    send('pointermove', 50, 50, { buttons: 0 })
    expect([editor.scene.active().length, editor.state.cursor]).toEqual([2, 'none'])
    send('pointerleave', 50, 50)
    expect(editor.scene.active()).toEqual([])
  })
})
