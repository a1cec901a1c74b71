import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Canvases } from './canvases'

/** A browser that counts the canvases it makes. */
class FakeCanvas {
  static made = 0

  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    FakeCanvas.made++
  }

  getContext(): { readonly canvas: FakeCanvas } {
    return { canvas: this }
  }
}

describe('canvases', () => {
  beforeEach(() => {
    FakeCanvas.made = 0
    vi.stubGlobal('OffscreenCanvas', FakeCanvas)
  })
  afterEach(() => vi.unstubAllGlobals())

  it('are used again for what is about as large', () => {
    const canvases = new Canvases(2 ** 20)
    const first = canvases.take({ width: 100, height: 100 })
    expect([first?.canvas.width, first?.canvas.height]).toEqual([128, 128])
    if (first) canvases.giveBack(first)
    expect(canvases.take({ width: 128, height: 90 })).toBe(first)
    expect(FakeCanvas.made).toBe(1)
  })

  it('are not used for what is much smaller or larger', () => {
    const canvases = new Canvases(2 ** 20)
    const first = canvases.take({ width: 128, height: 128 })
    if (first) canvases.giveBack(first)
    expect(canvases.take({ width: 40, height: 40 })).not.toBe(first)
    expect(canvases.take({ width: 129, height: 128 })).not.toBe(first)
  })

  it('are not there beyond their bytes, until others are given back', () => {
    const canvases = new Canvases(3 * 4 * 64 * 64)
    const taken = [1, 2, 3].map(() => canvases.take({ width: 64, height: 64 }))
    expect([taken.includes(null), canvases.take({ width: 64, height: 64 })]).toEqual([false, null])
    if (taken[1]) canvases.giveBack(taken[1])
    expect(canvases.take({ width: 64, height: 64 })).toBe(taken[1])
  })

  it('make room for a larger one of those that are free, and are made though there is no room where one must be', () => {
    const canvases = new Canvases(4 * 64 * 64)
    const first = canvases.take({ width: 64, height: 64 })
    if (first) canvases.giveBack(first)
    expect(canvases.take({ width: 128, height: 64 })).toBeNull()
    expect(canvases.make({ width: 128, height: 64 }).canvas.width).toBe(128)
    expect(canvases.take({ width: 64, height: 64 })).toBeNull()
  })
})
