import { describe, expect, it } from 'vitest'
import { randomFrom } from '../testing/random'
import { hullOf } from './hull'
import { insideRings, nearPath, ringArea } from './plane'

const at = (...pairs: readonly (readonly [number, number])[]) => pairs.map(([x, y]) => ({ x, y }))

describe('a hull', () => {
  it('leaves out what lies inside or between', () => {
    expect(hullOf(at([0, 0], [5, 5], [10, 0], [10, 10], [0, 10], [5, 0], [0, 0]))).toEqual(at([0, 0], [10, 0], [10, 10], [0, 10]))
  })

  it('of fewer than three places is those places', () => {
    expect([hullOf(at([3, 4], [3, 4])), hullOf(at([0, 0], [5, 0], [10, 0]))]).toEqual([at([3, 4]), at([0, 0], [10, 0])])
  })

  it('holds every point and runs clockwise', () => {
    const random = randomFrom(7)
    for (let i = 0; i < 200; i++) {
      const points = Array.from({ length: 3 + random.below(9) }, () => ({ x: random.below(20), y: random.below(20) }))
      const ring = hullOf(points)
      if (ring.length < 3) continue
      expect(ringArea(ring)).toBeGreaterThan(0)
      for (const point of points) expect(insideRings([ring], point) || nearPath(ring, true, point, 1e-9)).toBe(true)
    }
  })
})
