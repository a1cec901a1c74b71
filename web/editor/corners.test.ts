import { describe, expect, it } from 'vitest'
import { cornerHandles, cornerOf, withCorner, withoutCorner } from './corners'
import type { Bounds, Point } from './geometry/types'

const EVERYWHERE: Bounds = { minX: -Infinity, minY: -Infinity, maxX: Infinity, maxY: Infinity }
const SQUARE: readonly Point[] = [{ x: 0, y: 0 }, { x: 100, y: 0 }, { x: 100, y: 100 }, { x: 0, y: 100 }]
const wheel = (count: number): readonly Point[] =>
  Array.from({ length: count }, (_, i) => ({ x: 500 + 500 * Math.cos((2 * Math.PI * i) / count), y: 500 + 500 * Math.sin((2 * Math.PI * i) / count) }))
const names = (points: readonly Point[], closed: boolean, scale: number, within = EVERYWHERE): readonly string[] =>
  cornerHandles([{ points, closed }], scale, within).map(({ name }) => name)

describe('handles of corners', () => {
  it('are on each corner and in the middle of each edge, where the zoom gives room', () => {
    expect(names(SQUARE, true, 1)).toEqual(['0.0', '0.0+', '0.1', '0.1+', '0.2', '0.2+', '0.3', '0.3+'])
    expect(names(SQUARE, false, 1)).toEqual(['0.0', '0.0+', '0.1', '0.1+', '0.2', '0.2+', '0.3'])
    expect(names(SQUARE, true, 0.2)).toEqual(['0.0', '0.1', '0.2', '0.3'])
  })

  it('are squares on corners and dots between them', () => {
    expect(cornerHandles([{ points: SQUARE, closed: true }], 1, EVERYWHERE).slice(0, 2)).toEqual([
      { name: '0.0', at: { x: 0, y: 0 }, shape: 'square', cursor: 'move' },
      { name: '0.0+', at: { x: 50, y: 0 }, shape: 'dot', cursor: 'copy' },
    ])
  })

  it('are as many among fifty thousand corners as have room around them', () => {
    const length = 2 * Math.PI * 500
    expect(names(wheel(50_000), true, 1).length).toBeLessThan(length / 18)
    expect(names(wheel(50_000), true, 1).length).toBeGreaterThan(length / 19)
  })

  it('are the same ones when only few are asked for', () => {
    const [all, within] = [names(wheel(5000), true, 2), { minX: 900, minY: 300, maxX: 1000, maxY: 500 }]
    const some = names(wheel(5000), true, 2, within)
    expect(some.length).toBeGreaterThan(5)
    expect(all.filter((name) => some.includes(name))).toEqual(some)
  })
})

describe('a corner', () => {
  it('is known by the name of its handle', () => {
    expect([cornerOf('2.13'), cornerOf('0.4+'), cornerOf('rotate')]).toEqual([
      { path: 2, index: 13, between: false },
      { path: 0, index: 4, between: true },
      null,
    ])
  })

  it('moves, comes out of an edge, and goes', () => {
    const corner = { path: 0, index: 1, between: false }
    expect(withCorner(['a', 'b', 'c'], corner, 'x')).toEqual(['a', 'x', 'c'])
    expect(withCorner(['a', 'b', 'c'], { ...corner, between: true }, 'x')).toEqual(['a', 'b', 'x', 'c'])
    expect(withoutCorner(['a', 'b', 'c'], corner)).toEqual(['a', 'c'])
  })
})
