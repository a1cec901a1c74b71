/** Polygons and lines in the whole editor: drawn, changed and shaped with pointer and keys, and undone. */
import { describe, expect, it } from 'vitest'
import type { Annotation, Ontology } from './api'
import { touches } from './geometry/geometry'
import { inHand } from './inHand'
import type { Point } from './geometry/types'
import type { Value } from './model'
import { type WirePatch, outcomeOf, toWire } from './sync/wire'
import { NO_MODIFIERS, TestEditor } from './testing/testEditor'

const ONTOLOGY: Ontology = {
  classes: [
    { name: 'roof', type: 'polygon', attributes: [{ name: 'flat', kind: 'boolean' }] },
    { name: 'lane', type: 'polyline' },
  ],
  groups: [],
}

type Pairs = readonly (readonly [number, number])[]

function square(id: string, x: number, y: number, side: number): Annotation {
  return { id, type: 'polygon', class: 'roof', value: { parts: [[corners(x, y, side)]] }, attributes: { flat: true } }
}

function corners(x: number, y: number, side: number): Pairs {
  return [[x, y], [x + side, y], [x + side, y + side], [x, y + side]]
}

function line(id: string, ...points: Pairs): Annotation {
  return { id, type: 'polyline', class: 'lane', value: { points }, attributes: {} }
}

function editorWith(...annotations: readonly Annotation[]): TestEditor {
  return new TestEditor({ ontology: ONTOLOGY, annotations })
}

/** Clicks one after the other, slowly enough to be no double clicks. */
function clicks(editor: TestEditor, points: Pairs): TestEditor {
  for (const [x, y] of points) editor.click(x, y)
  return editor
}

const outlines = (editor: TestEditor): unknown[] => editor.values().map((value) => (value as { parts: unknown[][] }).parts.map(([outline]) => outline))

describe('drawing a polygon', () => {
  it('is said how, while it is in hand', () => {
    const editor = editorWith()
    expect(inHand(editor)?.hint).toContain('Enter closes')
    editor.set({ tool: 'select' })
    expect(inHand(editor)).toBeNull()
  })

  it('takes Enter and Backspace for itself while it is under way', () => {
    const editor = editorWith(square('a', 200, 200, 40))
    let submitted = 0
    editor.on('effect', ({ type }) => (submitted += type === 'submit' ? 1 : 0))
    editor.select(['a'])
    clicks(editor, [[10, 10], [90, 10], [300, 100]])
    editor.press('Backspace')
    clicks(editor, [[90, 90]])
    editor.press('Enter')
    expect(outlines(editor)).toEqual([[corners(200, 200, 40)], [[[10, 10], [90, 10], [90, 90]]]])
    expect([submitted, editor.state.busy, [...editor.state.selection]]).toEqual([0, false, ['new1']])
    editor.press('Enter')
    expect(submitted).toBe(1)
  })

  it('loses its last corner by undo, and all of it by Escape', () => {
    const editor = clicks(editorWith(), [[10, 10], [90, 10], [300, 100]])
    editor.press('Ctrl+z')
    clicks(editor, [[90, 90]])
    editor.press('Enter')
    expect(outlines(editor)).toEqual([[[[10, 10], [90, 10], [90, 90]]]])
    clicks(editor, [[150, 150], [250, 150], [250, 250]])
    editor.press('Escape')
    editor.press('Enter')
    expect(editor.document.size).toBe(1)
  })

  it('keeps corners on the picture and to hundredths of a pixel', () => {
    const editor = clicks(editorWith(), [[-20, 10.123], [500, 10], [390, 290.456]])
    editor.press('Enter')
    expect(outlines(editor)).toEqual([[[[0, 10.12], [400, 10], [390, 290.46]]]])
  })

  it('goes on where a corner of the selected one lies, once borders are snapped to', () => {
    const editor = editorWith(square('a', 100, 100, 80))
    editor.select(['a'])
    editor.setSettings('polygon', { borders: 'follow' })
    clicks(editor, [[183, 98], [177, 183], [300, 178]])
    editor.press('Enter')
    expect(outlines(editor)[1]).toEqual([[[180, 100], [180, 180], [300, 178]]])
    expect(outlines(editor)[0]).toEqual([corners(100, 100, 80)])
  })

  it('snaps while Ctrl is held', () => {
    const editor = clicks(editorWith(square('a', 100, 100, 80)), [[20, 20], [60, 20]])
    editor.click(104, 143, { ctrl: true })
    editor.press('Enter')
    expect(outlines(editor)[1]).toEqual([[[20, 20], [60, 20], [100, 143]]])
  })
})

describe('a selected polygon', () => {
  const chosen = (): TestEditor => {
    const editor = editorWith(square('a', 100, 100, 80), square('b', 250, 100, 40))
    editor.set({ tool: 'select' })
    editor.select(['a'])
    return editor
  }

  it('moves a corner, and the whole', () => {
    const editor = chosen().drag([180, 100], [200, 90])
    expect(outlines(editor)[0]).toEqual([[[100, 100], [200, 90], [180, 180], [100, 180]]])
    editor.drag([140, 150], [150, 155])
    expect(outlines(editor)[0]).toEqual([[[110, 105], [210, 95], [190, 185], [110, 185]]])
  })

  it('gets a corner out of the middle of an edge, and loses it with Alt', () => {
    const editor = chosen().drag([140, 100], [140, 80])
    expect(outlines(editor)[0]).toEqual([[[100, 100], [140, 80], [180, 100], [180, 180], [100, 180]]])
    editor.click(140, 80, { alt: true })
    expect(outlines(editor)[0]).toEqual([corners(100, 100, 80)])
  })

  it('knows which corner the pointer is on after one came or went', () => {
    const editor = chosen().drag([140, 100], [140, 80])
    expect(editor.state.handle).toBe('0.1')
    editor.click(140, 80, { alt: true })
    expect(editor.state.handle).toBeNull()
    editor.press('u')
    expect(outlines(editor)[0]).toEqual([corners(100, 100, 80)])
  })

  it('loses the corner below the pointer by a key', () => {
    const editor = chosen().glide(181, 181)
    editor.press('u')
    expect(outlines(editor)[0]).toEqual([[[100, 100], [180, 100], [100, 180]]])
  })

  it('snaps its corners to others with Ctrl', () => {
    const editor = chosen().drag([180, 100], [247, 104], { ctrl: true })
    expect(outlines(editor)[0]).toEqual([[[100, 100], [250, 100], [180, 180], [100, 180]]])
  })

  it('loses what is cut out of it, is hit no more there, and gets it back by undo', () => {
    const editor = chosen()
    editor.set({ tool: 'draw' })
    editor.setSettings('polygon', { way: 'cut' })
    clicks(editor, [[120, 120], [160, 120], [160, 160], [120, 160]])
    editor.press('Enter')
    const cut = editor.document.get('a')
    const place = cut && editor.places.geometryOf(cut)
    expect(place && [touches(place, { x: 140, y: 140 }, 0), touches(place, { x: 110, y: 140 }, 0)]).toEqual([false, true])
    editor.commands.run('edit.undo')
    expect(outlines(editor)[0]).toEqual([corners(100, 100, 80)])
  })

  it('is split by a line into two of its class and attributes, in one step', () => {
    const editor = chosen()
    editor.set({ tool: 'draw' })
    editor.setSettings('polygon', { way: 'split' })
    clicks(editor, [[90, 140], [190, 140]])
    editor.press('Enter')
    expect(editor.document.all().map(({ class: cls, attributes }) => [cls, attributes])).toEqual(Array.from({ length: 3 }, () => ['roof', { flat: true }]))
    editor.commands.run('edit.undo')
    expect(outlines(editor)).toEqual([[corners(100, 100, 80)], [corners(250, 100, 40)]])
  })
})

describe('commands', () => {
  it('join in the order of selection, and undo in one step', () => {
    const editor = editorWith(square('a', 100, 100, 80), square('b', 150, 100, 80), square('c', 300, 200, 40))
    editor.select(['b', 'a'])
    expect(editor.press('j')).toBe(true)
    expect(editor.document.ids()).toEqual(['b', 'c'])
    expect(outlines(editor)[0]).toEqual([[[100, 100], [230, 100], [230, 180], [100, 180]]])
    editor.commands.run('edit.undo')
    expect(editor.document.ids()).toEqual(['a', 'b', 'c'])
  })

  it('join more polygons than can be laid over one another at once', () => {
    const editor = editorWith(...Array.from({ length: 70 }, (_, i) => square(`s${i}`, i * 4, 10, 8)))
    editor.select(editor.document.ids())
    editor.commands.run('polygon.join')
    expect(outlines(editor)).toEqual([[[[0, 10], [284, 10], [284, 18], [0, 18]]]])
  })

  it('smooth no longer once nobody would see it', () => {
    const editor = editorWith(square('a', 100, 100, 80))
    editor.select(['a'])
    for (let i = 0; i < 20; i++) editor.commands.run('polygon.smooth')
    const [[outline]] = outlines(editor) as [[unknown[]]]
    expect(outline.length).toBeGreaterThan(16)
    expect(outline.length).toBeLessThan(320)
  })
})

describe('a line', () => {
  const values = (editor: TestEditor): unknown[] => editor.values().map((value) => (value as { points: unknown }).points)

  it('is split at the point below the pointer, and joined again', () => {
    const editor = editorWith(line('l', [20, 20], [100, 20], [100, 120]))
    editor.set({ tool: 'select' })
    editor.select(['l'])
    editor.glide(101, 19)
    editor.press('y')
    expect(values(editor)).toEqual([[[20, 20], [100, 20]], [[100, 20], [100, 120]]])
    editor.press('j')
    expect(values(editor)).toEqual([[[20, 20], [100, 20], [100, 120]]])
  })

  it('stays as it is where joined it would have more points than a line may have', () => {
    const long = (id: string, y: number): Annotation => line(id, ...Array.from({ length: 6000 }, (_, i) => [i / 20, y + (i % 2)] as const))
    const editor = editorWith(long('a', 10), long('b', 200))
    editor.select(['a', 'b'])
    editor.press('j')
    expect(editor.document.size).toBe(2)
  })

  it('goes on from its nearer end', () => {
    const editor = editorWith(line('l', [120, 120], [200, 120]))
    editor.commands.run('class.choose', 'lane')
    editor.select(['l'])
    editor.setSettings('polyline', { way: 'extend' })
    clicks(editor, [[60, 120], [60, 60]])
    editor.press('Enter')
    expect(values(editor)).toEqual([[[60, 60], [60, 120], [120, 120], [200, 120]]])
  })
})

describe('an outline of fifty thousand corners', () => {
  const wheel = (): Annotation => ({
    ...square('a', 0, 0, 1),
    value: { parts: [[Array.from({ length: 50_000 }, (_, i) => [200 + 140 * Math.cos(i * 1.2566e-4), 150 + 140 * Math.sin(i * 1.2566e-4)].map((at) => Math.round(at * 100) / 100))], [corners(1, 1, 9)]] },
  })

  it('moves one corner and leaves its other rings the very same', () => {
    const editor = editorWith(wheel())
    editor.set({ tool: 'select' })
    editor.select(['a'])
    editor.drag([340, 150], [350, 150])
    const [[large, small], before] = [editor.values()[0] as { parts: Pairs[][] }, wheel().value as unknown as { parts: Pairs[][] }].map(({ parts }) => [parts[0]?.[0], parts[1]?.[0]] as const) as [[Pairs, Pairs], [Pairs, Pairs]]
    expect([large.length, large[0], small]).toEqual([before[0].length, [350, 150], before[1]])
  })

  it('has only as many handles as there is room for', () => {
    const editor = editorWith(wheel())
    editor.select(['a'])
    const handles = editor.scene.active().filter(({ kind }) => kind === 'handle')
    expect(handles.length).toBeLessThan(80)
  })

  it('keeps the points of all corners but the one that is dragged', () => {
    const roof = [...new TestEditor().labels.values()].find(({ name }) => name === 'polygon')
    const from = square('a', 100, 100, 80).value
    const to = roof?.drag?.(from, '0.2', { x: 170.123, y: 171 }, NO_MODIFIERS, {}) ?? {}
    const settled = roof?.settle?.(to, { size: { width: 400, height: 300 }, text: null, options: {}, others: () => [] }) ?? {}
    const ringOf = (value: Value): readonly Point[] => {
      const place = roof?.geometry(value)
      return place?.kind === 'polygon' ? (place.rings[0] ?? []) : []
    }
    const [before, after] = [ringOf(from), ringOf(settled)]
    expect(after.map((point, i) => point === before[i])).toEqual([true, true, false, true])
    expect(after[2]).toEqual({ x: 170.12, y: 171 })
  })

  it.each([1, 3, 8])('tells a save no more than how far it went when it is dragged as a whole at zoom %i', (scale) => {
    const editor = editorWith(wheel())
    editor.set({ tool: 'select' })
    editor.setCamera({ x: 150, y: 100, scale })
    const patches: WirePatch[] = []
    editor.on('patch', (patch) => patches.push(toWire(patch)))
    for (const to of [[212.7, 158.1], [190.9, 155.6]] as const) editor.drag([200.3, 150.2], to)
    const [first, second] = patches.map(({ ops: [op] }) => op)
    for (const op of [first, second]) expect(JSON.stringify(op).length).toBeLessThan(1500)
    const once = first ? outcomeOf(first, wheel()) : null
    expect(second && outcomeOf(second, once)).toEqual(editor.document.get('a'))
  })
})
