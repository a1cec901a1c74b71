import type { Point } from '@editor'
import { describe, expect, it } from 'vitest'
import { traceOutline } from './outline'

/** What a path was told, as text. */
function traced(ring: readonly Point[], closed: boolean, scale: number): string[] {
  const told: string[] = []
  const path = {
    moveTo: (x: number, y: number) => told.push(`M ${x} ${y}`),
    lineTo: (x: number, y: number) => told.push(`L ${x} ${y}`),
    closePath: () => told.push('Z'),
  }
  traceOutline(path, ring, closed, { x: 10, y: 20, scale })
  return told
}

const wheel = (count: number): Point[] =>
  Array.from({ length: count }, (_, i) => ({ x: 110 + 100 * Math.cos((2 * Math.PI * i) / count), y: 120 + 100 * Math.sin((2 * Math.PI * i) / count) }))

describe('an outline on the screen', () => {
  it('is drawn corner by corner where each can be seen', () => {
    const corners = [{ x: 10, y: 20 }, { x: 14, y: 20 }, { x: 14, y: 28 }]
    expect(traced(corners, true, 2)).toEqual(['M 0 0', 'L 8 0', 'L 8 16', 'Z'])
    expect(traced(corners, false, 2)).toEqual(['M 0 0', 'L 8 0', 'L 8 16'])
  })

  it('leaves out corners that would lie in one pixel, but never the first and the last', () => {
    const corners = [{ x: 10, y: 20 }, { x: 10.2, y: 20.2 }, { x: 30, y: 20 }, { x: 30.1, y: 20 }]
    expect(traced(corners, false, 1)).toEqual(['M 0 0', 'L 20 0', 'L 20.1 0'])
  })

  it('has as many corners as pixels along it, not as the outline has', () => {
    expect(traced(wheel(50_000), true, 1).length).toBeLessThan(1200)
    expect(traced(wheel(50_000), true, 100).length).toBeGreaterThan(49_000)
  })
})
