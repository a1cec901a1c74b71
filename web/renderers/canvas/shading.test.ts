import { pixelsOf } from '@editor/geometry/pixels'
import { describe, expect, it } from 'vitest'
import { coverOf, gridOver, overlapOf, shaded, widened } from './shading'

/** Three pixels in a row with a hole below the middle one: `###/#.#`, from (2, 1). */
const PIXELS = pixelsOf({ x: 2, y: 1, width: 3, height: 2, counts: [0, 4, 1, 1] })

function rows(cover: ArrayLike<number>, width: number): string[] {
  const text = Array.from(cover, (value) => (value === 0 ? '.' : String(value))).join('')
  return text.match(new RegExp(`.{${width}}`, 'gu')) ?? []
}

describe('the cover of the screen', () => {
  it('is the pixels themselves where they are shown in their size', () => {
    const grid = gridOver({ minX: 1, minY: 0, maxX: 6, maxY: 4 }, 1)
    expect(rows(coverOf(PIXELS, grid), grid.width)).toEqual(['.....', '.111.', '.1.1.', '.....'])
  })

  it('is blocks where the image is shown larger', () => {
    const grid = gridOver(PIXELS.bounds, 2)
    expect(rows(coverOf(PIXELS, grid), grid.width)).toEqual(['111111', '111111', '11..11', '11..11'])
  })

  it('keeps whatever is thin where the image is shown smaller', () => {
    const line = pixelsOf({ x: 10, y: 3, width: 40, height: 1, counts: [0, 40] })
    const grid = gridOver({ minX: 0, minY: 0, maxX: 80, maxY: 20 }, 0.1)
    expect(rows(coverOf(line, grid), grid.width)).toEqual(['.1111...', '........'])
  })

  it('of neighbours leaves no gap and no pixel twice where the image is shown larger', () => {
    const [left, right] = [pixelsOf({ x: 0, y: 0, width: 3, height: 1, counts: [0, 3] }), pixelsOf({ x: 3, y: 0, width: 4, height: 1, counts: [0, 4] })]
    for (const scale of [1, 1.3, 2.7, 5.01]) {
      const grid = gridOver({ minX: 0, minY: 0, maxX: 7, maxY: 1 }, scale)
      const [a, b] = [coverOf(left, grid), coverOf(right, grid)]
      const width = Math.ceil(7 * scale - 0.5)
      expect(Array.from(a.subarray(0, width), (value, i) => value + (b[i] ?? 0))).toEqual(Array(width).fill(1))
    }
  })
})

describe('shading', () => {
  it('tells the rim from the inside', () => {
    const block = pixelsOf({ x: 0, y: 0, width: 6, height: 5, counts: [0, 30] })
    const inner = gridOver(block.bounds, 1)
    for (const [rim, expected] of [
      [0, ['777777', '777777', '777777', '777777', '777777']],
      [1, ['999999', '977779', '977779', '977779', '999999']],
      [2, ['999999', '999999', '997799', '999999', '999999']],
    ] as const) {
      const around = widened(inner, rim)
      expect(rows(shaded(coverOf(block, around), around, rim, 7, 9), inner.width)).toEqual(expected)
    }
  })

  it('sees what lies beyond the part that is shaded', () => {
    const block = pixelsOf({ x: 0, y: 0, width: 6, height: 5, counts: [0, 30] })
    const part = overlapOf(gridOver(block.bounds, 1), { left: 2, top: 0, width: 2, height: 2, scale: 1 })
    expect(part).not.toBeNull()
    if (!part) return
    const around = widened(part, 1)
    expect(rows(shaded(coverOf(block, around), around, 1, 7, 9), part.width)).toEqual(['99', '77'])
  })

  it('has nothing where grids do not meet', () => {
    const grid = { left: 0, top: 0, width: 2, height: 2, scale: 1 }
    expect(overlapOf(grid, { ...grid, left: 2 })).toBeNull()
  })
})
