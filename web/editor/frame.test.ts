import { describe, expect, it } from 'vitest'
import { moved } from './geometry/affine'
import { frameAffine, framed } from './frame'
import { NO_MODIFIERS, TestEditor, box } from './testing/testEditor'

const BOUNDS = { minX: 100, minY: 100, maxX: 200, maxY: 150 }
const SHIFT = { ...NO_MODIFIERS, shift: true }
const ALT = { ...NO_MODIFIERS, alt: true }
const ZERO = { x: 0, y: 0 }

/** Where the corners top left and bottom right go. */
function corners(name: string, to: { readonly x: number; readonly y: number }, modifiers = NO_MODIFIERS): number[] {
  const affine = frameAffine(BOUNDS, name, ZERO, to, modifiers)
  const [a, b] = [moved(affine, { x: 100, y: 100 }), moved(affine, { x: 200, y: 150 })]
  return [a.x, a.y, b.x, b.y]
}

describe('a drag of a handle of the frame', () => {
  it.each([
    ['a corner, from the opposite one', 'se', { x: 50, y: 25 }, NO_MODIFIERS, [100, 100, 250, 175]],
    ['a side, with the other as it is', 'w', { x: -100, y: 30 }, NO_MODIFIERS, [0, 100, 200, 150]],
    ['from the middle with Alt', 'e', { x: 50, y: 0 }, ALT, [50, 100, 250, 150]],
    ['both sides alike with Shift', 'se', { x: 100, y: 0 }, SHIFT, [100, 100, 300, 200]],
    ['both sides alike by one side with Shift', 's', { x: 0, y: 50 }, SHIFT, [50, 100, 250, 200]],
    ['no smaller than a pixel', 'nw', { x: 500, y: 500 }, NO_MODIFIERS, [199, 149, 200, 150]],
  ] as const)('scales %s', (_, name, to, modifiers, expected) => {
    corners(name, to, modifiers).forEach((value, i) => expect(value).toBeCloseTo(expected[i] ?? NaN, 9))
  })

  it('turns about the middle, with Shift in steps of 15°', () => {
    const turned = (to: { readonly x: number; readonly y: number }, modifiers = NO_MODIFIERS): unknown =>
      moved(frameAffine(BOUNDS, 'turn', { x: 150, y: 60 }, to, modifiers), { x: 150, y: 100 })
    expect(turned({ x: 215, y: 125 })).toEqual({ x: 175, y: 125 })
    expect(turned({ x: 215, y: 120 }, SHIFT)).toEqual({ x: 175, y: 125 })
  })

  it('leaves a side without length as it is', () => {
    const flat = { ...BOUNDS, maxY: 100 }
    expect(moved(frameAffine(flat, 'se', ZERO, { x: 100, y: 40 }, NO_MODIFIERS), { x: 200, y: 100 })).toEqual({ x: 300, y: 100 })
  })
})

describe('the frame around several', () => {
  const boxes = [box('a', 100, 100, 40, 20), box('b', 160, 140, 40, 20, 'ship')]
  const several = (): TestEditor => {
    const editor = new TestEditor({ annotations: boxes })
    editor.set({ tool: 'select' })
    editor.select(['a', 'b'])
    return editor
  }

  it('scales all of them in one step', () => {
    const editor = several().drag([208, 168], [258, 198])
    expect(editor.values()).toEqual([
      { x: 100, y: 100, width: 60, height: 30 },
      { x: 190, y: 160, width: 60, height: 30 },
    ])
    editor.press('Ctrl+z')
    expect(editor.document.all()).toEqual(boxes)
    expect(editor.state.canUndo).toBe(false)
  })

  it('turns all of them, each as its class may be turned', () => {
    const editor = several()
    editor.point('down', 150, 68).point('move', 170, 70).point('up', 194, 86)
    const [upright, turned] = editor.document.all().map(({ value }) => value as { readonly x: number; readonly angle?: number })
    expect(upright?.angle).toBeUndefined()
    expect(turned?.angle).toBeCloseTo(45, 9)
    expect(editor.state.undoLabel).toBe('Turn 2 annotations')
  })

  it('shows nine handles at rest, and none of them while something moves', () => {
    const editor = several()
    const handles = (): number => editor.scene.active().filter(({ kind }) => kind === 'handle').length
    expect(handles()).toBe(9)
    editor.point('down', 208, 168).point('move', 230, 180)
    expect(handles()).toBe(0)
    editor.press('Escape')
    expect([handles(), editor.document.all()]).toEqual([9, boxes])
  })

  it('leaves out what is pinned, and is not there for one or for readers', () => {
    const editor = several()
    editor.set({ pinned: new Set(['b']) })
    expect(editor.handleAt({ x: 208, y: 168 }, 5)).toBeNull()
    editor.set({ pinned: new Set() })
    expect(editor.handleAt({ x: 208, y: 168 }, 5)?.cursor).toBe('nwse-resize')
    editor.setReadonly(true)
    expect(editor.handleAt({ x: 208, y: 168 }, 5)).toBeNull()
  })

  it('does not pull anything off the picture', () => {
    const editor = several().drag([208, 168], [900, 900])
    const last = editor.document.get('b')?.value as { readonly x: number; readonly width: number }
    expect(last.x + last.width).toBeLessThanOrEqual(400)
  })

  it('is worked out anew only when what it is around has changed', () => {
    const editor = several()
    const before = framed(editor)
    editor.moveCamera({ type: 'pan', by: { x: 5, y: 5 } })
    expect(framed(editor)).toBe(before)
    editor.press('ArrowRight')
    expect(framed(editor)?.bounds.minX).toBe((before?.bounds.minX ?? 0) + 1)
    editor.set({ locked: new Set(['a']) })
    expect(framed(editor)).toBeNull()
  })
})
