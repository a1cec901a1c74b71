import { describe, expect, it } from 'vitest'
import { PLAIN, displayed, isPlain, shade } from './display'

describe('the display', () => {
  it('leaves every value alone to begin with', () => {
    for (const value of [0, 0.25, 0.5, 1]) expect(shade(PLAIN, value)).toBeCloseTo(value, 12)
    expect(isPlain(PLAIN)).toBe(true)
  })

  it.each([
    [{ invert: true }, 0.25, 0.75],
    [{ brightness: 0.5 }, 0.25, 0.75],
    [{ brightness: -0.5 }, 0.25, 0],
    [{ contrast: 2 }, 0.75, 1],
    [{ gamma: 2 }, 0.25, 0.5],
    [{ low: 0.5 }, 0.5, 0],
    [{ low: 0.5 }, 0.75, 0.5],
    [{ high: 0.5 }, 0.25, 0.5],
  ])('shows with %o %f as %f', (changes, value, shown) => {
    expect(shade(displayed(PLAIN, changes), value)).toBeCloseTo(shown, 12)
  })

  it('never falls as values rise, unless it is inverted', () => {
    const display = displayed(PLAIN, { brightness: 0.1, contrast: 1.7, gamma: 0.6, low: 0.2, high: 0.7 })
    const values = Array.from({ length: 256 }, (_, i) => shade(display, i / 255))
    expect(values.every((value, i) => i === 0 || value >= (values[i - 1] ?? 0))).toBe(true)
  })

  it('holds numbers within their ranges and keeps the window open', () => {
    const found = displayed(PLAIN, { brightness: 9, contrast: -1, gamma: 0, low: 0.8, high: 0.3 })
    expect([found.brightness, found.contrast, found.gamma, found.low]).toEqual([1, 0, 0.2, 0.8])
    expect(found.high).toBeGreaterThan(found.low)
    expect(displayed(PLAIN, { low: 2 }).high).toBeGreaterThan(displayed(PLAIN, { low: 2 }).low)
  })
})
