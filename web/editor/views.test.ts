import { describe, expect, it } from 'vitest'
import { labelTypes } from './labels'
import { type View, boundsOfView } from './views'

const TRIANGLE: View = { kind: 'polygon', parts: [[[{ x: 1, y: 2 }, { x: 11, y: 2 }, { x: 1, y: 22 }]]] }

describe('bounds of a view', () => {
  it.each<readonly [View, readonly number[] | null]>([
    [{ kind: 'box', x: 1, y: 2, width: 10, height: 20, angle: 0 }, [1, 2, 11, 22]],
    [{ kind: 'box', x: 0, y: 6, width: 20, height: 10, angle: 90 }, [5, 1, 15, 21]],
    [{ kind: 'ellipse', cx: 5, cy: 5, rx: 4, ry: 2, angle: 0 }, [1, 3, 9, 7]],
    [{ kind: 'mask', x: 3, y: 4, width: 2, height: 1, counts: [0, 2] }, [3, 4, 5, 5]],
    [{ kind: 'line', points: [{ x: 1, y: 9 }, { x: 4, y: 2 }] }, [1, 2, 4, 9]],
    [TRIANGLE, [1, 2, 11, 22]],
    [{ kind: 'line', points: [] }, null],
  ])('of a shape: %o', (view, expected) => {
    const bounds = boundsOfView(view)
    expect(bounds && [bounds.minX, bounds.minY, bounds.maxX, bounds.maxY].map((side) => Math.round(side * 1e9) / 1e9)).toEqual(expected)
  })
})

describe('a box', () => {
  const box = labelTypes().get('box')

  it('is its own truest view', () => {
    const value = { x: 1, y: 2, width: 3, height: 4, angle: 30 }
    const [truest] = box?.views?.(value) ?? []
    expect(truest).toEqual({ kind: 'box', ...value })
    expect(truest && box?.fromView?.(truest, { rotated: true })).toEqual(value)
  })

  it('is the upright one around any other shape', () => {
    expect(box?.fromView?.(TRIANGLE, { rotated: true })).toEqual({ x: 1, y: 2, width: 10, height: 20 })
    expect(box?.fromView?.({ kind: 'ellipse', cx: 5, cy: 5, rx: 4, ry: 2, angle: 0 }, { rotated: false })).toEqual({ x: 1, y: 3, width: 8, height: 4 })
    expect(box?.fromView?.({ kind: 'line', points: [{ x: 1, y: 1 }, { x: 9, y: 1 }] }, {})).toBeNull()
  })
})
