import { describe, expect, it } from 'vitest'
import { outlineOf } from './ellipse'
import { ellipseOfDiameters, ellipseOfParts, ellipseOfRuns } from './moments'

const LEANING = { cx: 300, cy: 200, rx: 60, ry: 25, angle: 30 }

function expectLike(found: typeof LEANING | null, wanted: typeof LEANING, within: number): void {
  for (const name of ['cx', 'cy', 'rx', 'ry', 'angle'] as const) expect(Math.abs((found?.[name] ?? NaN) - wanted[name])).toBeLessThan(within)
}

describe('the ellipse that lies like an area', () => {
  it('is the one that an outline was cut from', () => {
    expectLike(ellipseOfParts([[outlineOf(LEANING, 720)]]), LEANING, 1e-2)
  })

  it('is the same whichever way round the outline runs', () => {
    expectLike(ellipseOfParts([[outlineOf(LEANING, 720).reverse()]]), LEANING, 1e-2)
  })

  it('spreads a rectangle by 1/√3 of its half sides, twice', () => {
    const rectangle = [{ x: 0, y: 0 }, { x: 40, y: 0 }, { x: 40, y: 10 }, { x: 0, y: 10 }]
    expectLike(ellipseOfParts([[rectangle]]), { cx: 20, cy: 5, rx: 40 / Math.sqrt(3), ry: 10 / Math.sqrt(3), angle: 0 }, 1e-9)
  })

  it('leaves holes out: a ring is wider than a disc of the same outline', () => {
    const circle = (r: number) => outlineOf({ cx: 0, cy: 0, rx: r, ry: r, angle: 0 }, 360)
    const wide = ellipseOfParts([[circle(10), circle(6)]])
    expect(wide?.rx).toBeCloseTo(Math.sqrt(100 + 36), 1)
  })

  it('lies like pixels: those of a rectangle like the rectangle', () => {
    const pixels = { x: 5, y: 7, width: 40, counts: [0, 400] }
    expectLike(ellipseOfRuns(pixels), { cx: 25, cy: 12, rx: 40 / Math.sqrt(3), ry: 10 / Math.sqrt(3), angle: 0 }, 1e-9)
  })

  it('lies like pixels with gaps within rows', () => {
    const [full, gap] = [ellipseOfRuns({ x: 0, y: 0, width: 6, counts: [0, 12] }), ellipseOfRuns({ x: 0, y: 0, width: 6, counts: [0, 2, 2, 4, 2, 2] })]
    expect([gap?.cx, gap?.cy]).toEqual([3, 1])
    expect(gap?.rx).toBeGreaterThan(full?.rx ?? 0)
  })

  it('is none where there is no area', () => {
    expect([ellipseOfParts([]), ellipseOfParts([[[{ x: 0, y: 0 }, { x: 9, y: 0 }, { x: 4, y: 0 }]]]), ellipseOfRuns({ x: 0, y: 0, width: 5, counts: [25] })]).toEqual([null, null, null])
  })

  it('has its axes where its diameters are conjugate', () => {
    const found = ellipseOfDiameters({ x: 0, y: 0 }, { x: 10, y: 0 }, { x: 10, y: 10 })
    expect([found?.rx, found?.ry].map((axis) => axis?.toFixed(9))).toEqual([(5 * (1 + Math.sqrt(5))).toFixed(9), (5 * (Math.sqrt(5) - 1)).toFixed(9)])
  })
})
