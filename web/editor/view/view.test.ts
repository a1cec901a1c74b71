import { describe, expect, it } from 'vitest'
import { boundsOf, touches } from '../geometry/geometry'
import { Space } from '../store/space'
import { randomFrom } from '../testing/random'
import { TestEditor, box } from '../testing/testEditor'
import { SCALE_MAX, fit, moved, toImage, toScreen } from './camera'
import { hitStack, nextInStack } from './hit'
import { snapMove, snapped } from './snap'

const IMAGE = { width: 4000, height: 3000 }
const VIEW = { width: 800, height: 600 }

describe('the camera', () => {
  it('keeps the point below the pointer when it zooms', () => {
    const random = randomFrom(1)
    let camera = fit(IMAGE, VIEW)
    for (let i = 0; i < 200; i++) {
      const at = { x: 100 + random.below(600), y: 100 + random.below(400) }
      const before = toImage(camera, at)
      const inside = before.x > 400 && before.x < 3600 && before.y > 400 && before.y < 2600
      const next = moved(camera, { type: 'zoom', factor: 0.5 + random.next() * 1.4, at }, IMAGE, VIEW)
      if (inside && next.scale > 0.2) {
        expect(toScreen(next, before).x).toBeCloseTo(at.x, 6)
        expect(toScreen(next, before).y).toBeCloseTo(at.y, 6)
      }
      camera = next
      expect(camera.scale <= SCALE_MAX && camera.scale > 0).toBe(true)
    }
  })

  it('shows all of the picture when it fits', () => {
    const camera = fit(IMAGE, VIEW)
    const [from, to] = [toScreen(camera, { x: 0, y: 0 }), toScreen(camera, { x: 4000, y: 3000 })]
    expect([from.x >= 0, from.y >= 0, to.x <= 800, to.y <= 600]).toEqual([true, true, true, true])
  })

  it('shows one pixel as one at actual size, around the same middle', () => {
    const camera = moved(fit(IMAGE, VIEW), { type: 'actual' }, IMAGE, VIEW)
    expect(camera).toEqual({ scale: 1, x: 1600, y: 1200 })
  })

  it('never loses the picture', () => {
    let camera = fit(IMAGE, VIEW)
    for (let i = 0; i < 100; i++) camera = moved(camera, { type: 'pan', by: { x: 500, y: -700 } }, IMAGE, VIEW)
    const corner = toScreen(camera, { x: 0, y: 3000 })
    expect([corner.x < 800, corner.y > 0]).toEqual([true, true])
  })

  it('goes on to fit when the view changes, unless somebody moved it', () => {
    const editor = new TestEditor()
    editor.moveCamera({ type: 'fit' })
    editor.setViewSize({ width: 400, height: 400 })
    expect(editor.state.camera).toEqual(fit({ width: 400, height: 300 }, { width: 400, height: 400 }))
    editor.moveCamera({ type: 'zoom', factor: 2 })
    const { camera } = editor.state
    editor.setViewSize({ width: 500, height: 400 })
    expect(editor.state.camera).toEqual(camera)
  })

  it('keeps what is fitted, revealed and zoomed clear of what lies over the top', () => {
    const covered = { ...VIEW, covered: 60 }
    const tall = { width: 1000, height: 8000 }
    const camera = fit(tall, covered)
    expect(toScreen(camera, { x: 0, y: 0 }).y).toBeCloseTo(60, 9)
    expect(toScreen(camera, { x: 0, y: 8000 }).y).toBeCloseTo(576, 9)
    const below = { minX: 400, minY: 100, maxX: 500, maxY: 300 }
    const close = { x: 0, y: 0, scale: 0.5 }
    expect(toScreen(close, { x: 0, y: 100 }).y).toBe(50)
    const revealed = moved(close, { type: 'reveal', bounds: below, zoom: false }, tall, covered)
    expect(toScreen(revealed, { x: 450, y: 200 })).toEqual({ x: 400, y: 330 })
    expect(moved(revealed, { type: 'reveal', bounds: below, zoom: false }, tall, covered)).toEqual(revealed)
  })

  it('moves nothing when something comes to lie over the top, and keeps clear of it with the next fit or size', () => {
    const editor = new TestEditor()
    editor.moveCamera({ type: 'fit' })
    const { camera } = editor.state
    editor.setCovered(100)
    expect(editor.state.camera).toEqual(camera)
    editor.setViewSize({ width: 800, height: 500 })
    expect(editor.state.camera).toEqual(fit({ width: 400, height: 300 }, { width: 800, height: 500, covered: 100 }))
    editor.setCovered(0)
    editor.moveCamera({ type: 'fit' })
    expect(editor.state.camera).toEqual(fit({ width: 400, height: 300 }, { width: 800, height: 500 }))
  })
})

describe('hits', () => {
  const rectangle = (x: number, y: number, width: number, height: number, angle = 0) => ({ kind: 'rectangle', x, y, width, height, angle }) as const

  it('put the smaller first, then the one with the nearer edge', () => {
    const targets = [
      { id: 'large', geometry: rectangle(0, 0, 100, 100), hit: null },
      { id: 'small', geometry: rectangle(40, 40, 10, 10), hit: null },
      { id: 'same', geometry: rectangle(44, 40, 10, 10), hit: null },
    ]
    expect(hitStack(targets, { x: 45, y: 45 }, 0)).toEqual(['same', 'small', 'large'])
    expect(nextInStack(['a', 'b'], new Set(['b']))).toBe('a')
    expect(nextInStack([], new Set())).toBeNull()
  })

  it('follow the turn of a rectangle', () => {
    const turned = rectangle(0, 40, 100, 20, 90)
    expect([touches(turned, { x: 50, y: 95 }, 0), touches(turned, { x: 5, y: 50 }, 0)]).toEqual([true, false])
    const bounds = boundsOf(turned)
    expect([bounds?.minX, bounds?.maxY].map((value) => Math.round(value ?? NaN))).toEqual([40, 100])
  })
})

describe('snapping', () => {
  const near = [{ minX: 100, minY: 100, maxX: 200, maxY: 200 }]

  it('takes each axis to the nearest edge within reach', () => {
    expect(snapped({ x: 103, y: 150 }, near, 5)).toEqual({ x: 100, y: 150 })
    expect(snapped({ x: 106, y: 196 }, near, 5)).toEqual({ x: 106, y: 200 })
  })

  it('moves bounds by the smaller of both ways', () => {
    expect(snapMove({ minX: 202, minY: 0, maxX: 302, maxY: 50 }, near, 5)).toEqual({ x: -2, y: 0 })
  })
})

describe('the spatial index', () => {
  it('finds after many moves just what a search through all finds', () => {
    const random = randomFrom(3)
    const space = new Space()
    const all = new Map<string, { minX: number; minY: number; maxX: number; maxY: number }>()
    for (let i = 0; i < 2000; i++) {
      const id = `o${random.below(300)}`
      const [minX, minY] = [random.below(1000), random.below(1000)]
      const bounds = { minX, minY, maxX: minX + random.below(80), maxY: minY + random.below(80) }
      const gone = random.next() < 0.2
      space.set(id, gone ? null : bounds)
      if (gone) all.delete(id)
      else all.set(id, bounds)
    }
    const window = { minX: 200, minY: 200, maxX: 500, maxY: 400 }
    const expected = [...all].filter(([, b]) => b.minX <= 500 && b.maxX >= 200 && b.minY <= 400 && b.maxY >= 200).map(([id]) => id)
    expect([space.search(window).sort(), space.size]).toEqual([expected.sort(), all.size])
  })

  it('leaves edits of one among ten thousand quick', () => {
    const annotations = Array.from({ length: 10_000 }, (_, i) => box(`b${i}`, (i % 100) * 4, Math.floor(i / 100) * 3, 3, 2))
    const editor = new TestEditor({ annotations })
    editor.select(['b5000'])
    const begun = performance.now()
    for (let i = 0; i < 100; i++) editor.press(i % 2 === 0 ? 'ArrowRight' : 'ArrowLeft')
    expect((performance.now() - begun) / 100).toBeLessThan(16)
  })
})
