/** Masks come from the same shapes as in the core, and their own lead back to them. */
import { describe, expect, it } from 'vitest'
import type { Point, Raster } from './geometry/types'
import { labelTypes } from './labels'
import type { Value } from './model'
import type { Settings } from './settings'
import { TestEditor } from './testing/testEditor'
import type { View } from './views'

interface Cases {
  readonly valid: readonly Value[]
  readonly strangers: readonly { readonly why: string; readonly view: Value; readonly value: Value | null }[]
}

const [CASES] = Object.values(import.meta.glob<Cases>('../../src/labelwright/labels/mask/cases.json', { eager: true, import: 'default' }))
const MASK = labelTypes().get('mask')
const RING = { x: 2, y: 3, width: 3, height: 3, counts: [0, 4, 1, 4] }

/** The editor's form of a view of the core; null where the editor has none such. */
function viewOf({ type, ...fields }: Value): View | null {
  const points = (ring: unknown): Point[] => (ring as [number, number][]).map(([x, y]) => ({ x, y }))
  switch (type) {
    case 'Box':
      return { angle: 0, ...fields, kind: 'box' } as unknown as View
    case 'Ellipse':
      return { angle: 0, ...fields, kind: 'ellipse' } as unknown as View
    case 'Mask':
      return { ...fields, kind: 'mask' } as unknown as View
    case 'Polygon':
      return { kind: 'polygon', parts: (fields.parts as unknown[][]).map((part) => part.map(points)) }
    default:
      return null
  }
}

const STRANGERS = (CASES?.strangers ?? []).flatMap(({ why, view, value }) => {
  const shape = viewOf(view)
  return shape ? [{ why, shape, value }] : []
})

describe('a mask', () => {
  it.each(STRANGERS)('comes from shapes as in the core: $why', ({ shape, value }) => {
    expect(MASK?.fromView?.(shape, {})).toEqual(value)
  })

  it.each((CASES?.valid ?? []).map((value) => ({ value })))('comes back from its pixels and from its outline: $value', ({ value }) => {
    const [pixels, outline] = MASK?.views?.(value) ?? []
    expect([pixels, outline].map((shape) => shape && MASK?.fromView?.(shape, {}))).toEqual([value, value])
  })

  it('comes from no line', () => {
    expect(MASK?.fromView?.({ kind: 'line', points: [{ x: 0, y: 0 }, { x: 9, y: 9 }] }, {})).toBeNull()
  })

  it('is cut at the edge of its picture, and gone beyond it', () => {
    const settle = (value: Raster, width: number, height: number): unknown =>
      MASK?.settle?.({ ...value }, { size: { width, height }, text: null, options: {}, others: () => [] })
    expect(settle(RING, 5, 6)).toEqual(RING)
    expect(settle(RING, 4, 10)).toEqual({ x: 2, y: 3, width: 2, height: 3, counts: [0, 3, 1, 2] })
    expect(settle({ ...RING, x: 8 }, 4, 10)).toBeNull()
  })

  it('bears its name where its first pixel lies', () => {
    const style = { color: '#123456', strokeWidth: 2, fillOpacity: 0.12, opacity: 1, dashed: false, selected: false, hovered: false, label: 'cell' }
    const marks = MASK?.paint({ x: 10, y: 20, width: 4, height: 3, counts: [1, 2, 1, 8] }, style, {}) ?? []
    expect(marks.flatMap((mark) => (mark.kind === 'text' ? [mark.at] : []))).toEqual([{ x: 11, y: 20 }])
  })
})

describe('a pen', () => {
  /** The width of a square stroke that a pen of this pressure draws down. */
  function widthOf(pressure: number, settings: Settings): number | undefined {
    const editor = new TestEditor({ ontology: { classes: [{ name: 'cell', type: 'mask' }], groups: [] } })
    editor.setSettings('mask', { size: 40, tip: 'square', ...settings })
    const pen = { pressure, pointer: 'pen' } as const
    editor.point('down', 100, 100, pen).point('move', 100, 150, pen).point('up', 100, 200, { ...pen, pressure: 0 })
    return (editor.document.all()[0]?.value as { readonly width?: number } | undefined)?.width
  }

  it('paints as wide as it presses where that is wanted, and ends as wide as it was', () => {
    expect([1, 0.5, 0.25].map((pressure) => widthOf(pressure, { pressure: true }))).toEqual([40, 20, 10])
    expect(widthOf(0.25, { pressure: false })).toBe(40)
  })
})

describe('a brush', () => {
  it('makes no runs before the stroke has ended, and shows a raster meanwhile', () => {
    const editor = new TestEditor({ ontology: { classes: [{ name: 'cell', type: 'mask' }], groups: [] } })
    editor.point('down', 100, 100).point('move', 140, 100)
    const kinds = editor.scene.active().map(({ kind }) => kind)
    expect([editor.document.size, kinds, editor.state.busy]).toEqual([0, ['raster', 'ellipse', 'ellipse'], true])
    editor.point('up', 180, 100)
    expect([editor.document.size, editor.state.busy]).toEqual([1, false])
  })

  it('leaves the picture at rest alone while it moves', () => {
    const editor = new TestEditor({ ontology: { classes: [{ name: 'cell', type: 'mask' }], groups: [] } })
    editor.drag([50, 50], [90, 50])
    editor.point('down', 100, 100)
    const stale: string[] = []
    editor.onPaint(({ layer }) => stale.push(layer))
    editor.point('move', 140, 100).point('move', 150, 100)
    expect(new Set(stale)).toEqual(new Set(['active']))
  })

  it('draws a ring as large as it is, which follows its size', () => {
    const editor = new TestEditor({ ontology: { classes: [{ name: 'cell', type: 'mask' }], groups: [] } })
    const reach = (): unknown => editor.scene.active().map((mark) => (mark.kind === 'ellipse' ? mark.rx : null))
    editor.glide(100, 100)
    expect(reach()).toEqual([20, 20])
    editor.press(']')
    expect(reach()).toEqual([24, 24])
    editor.leave()
    expect(reach()).toEqual([])
  })
})
