import { describe, expect, it } from 'vitest'
import { areaOf, boundsOf, distanceToOutline, edgesOf, touches, verticesOf } from './geometry'
import type { Geometry } from './types'

const tilted: Geometry = { kind: 'ellipse', cx: 50, cy: 40, rx: 30, ry: 10, angle: 90 }
/** A ring of pixels around an empty middle, with its first pixel at (2, 3). */
const ring: Geometry = { kind: 'raster', x: 2, y: 3, width: 3, height: 3, counts: [0, 4, 1, 4] }
const joints: Geometry = { kind: 'points', points: [{ x: 1, y: 1 }, { x: 9, y: 5 }] }

describe('an ellipse', () => {
  it('stands upright after a quarter turn', () => {
    const { minX, minY, maxX, maxY } = boundsOf(tilted) ?? {}
    expect([minX, minY, maxX, maxY].map((side) => Math.round((side ?? NaN) * 1e9) / 1e9)).toEqual([40, 10, 60, 70])
  })

  it('has the area of its half axes', () => {
    expect(areaOf(tilted)).toBeCloseTo(Math.PI * 300, 9)
  })

  it.each([
    [{ x: 50, y: 40 }, 10],
    [{ x: 50, y: 75 }, 5],
    [{ x: 70, y: 40 }, 10],
    [{ x: 50, y: 60 }, Math.hypot(10 * Math.sqrt(1 - 0.75 ** 2), 2.5)],
  ])('is as far from %o as geometry says', (point, far) => {
    expect(distanceToOutline(tilted, point)).toBeCloseTo(far, 6)
  })

  it('is as far as its nearest point of many', () => {
    const slanted: Geometry = { kind: 'ellipse', cx: 3, cy: -2, rx: 7, ry: 4, angle: 33 }
    const outline = edgesOf({ ...slanted }).flatMap(({ points }) => points)
    for (const point of [{ x: 12, y: 3 }, { x: 2, y: 0 }, { x: -9, y: -9 }]) {
      const sampled = Math.min(...outline.map(({ x, y }) => Math.hypot(x - point.x, y - point.y)))
      expect(distanceToOutline(slanted, point)).toBeLessThanOrEqual(sampled + 1e-9)
      expect(distanceToOutline(slanted, point)).toBeGreaterThan(sampled - 0.35)
    }
  })
})

describe('pixels', () => {
  it('lie in their box and count what is set', () => {
    expect([boundsOf(ring), areaOf(ring)]).toEqual([{ minX: 2, minY: 3, maxX: 5, maxY: 6 }, 8])
  })

  it('are touched where one is set, or near one', () => {
    const asked = [{ x: 2.5, y: 3.5 }, { x: 3.5, y: 4.5 }, { x: 6, y: 4.5 }]
    expect(asked.map((point) => touches(ring, point, 0))).toEqual([true, false, false])
    expect(asked.map((point) => touches(ring, point, 1.2))).toEqual([true, true, true])
  })
})

describe('points', () => {
  it('are touched near one of them and can be snapped to', () => {
    expect([touches(joints, { x: 8, y: 5 }, 1), touches(joints, { x: 5, y: 3 }, 1)]).toEqual([true, false])
    expect([verticesOf(joints).length, edgesOf(joints).length]).toEqual([2, 0])
  })
})
