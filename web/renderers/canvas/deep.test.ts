import { PLAIN, displayed } from '@editor'
import { describe, expect, it } from 'vitest'
import { deepOf, developed } from './deep'

/** jsdom has no ImageData; this is all of it that is used. */
class Pixels {
  readonly data: Uint8ClampedArray<ArrayBuffer>
  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.data = new Uint8ClampedArray(4 * width * height)
  }
}
globalThis.ImageData ??= Pixels as unknown as typeof ImageData

function picture(values: readonly number[]): ImageData {
  const found = new ImageData(values.length, 1)
  values.forEach((value, i) => found.data.set([value >> 8, value & 255, 0, 255], 4 * i))
  return found
}

const greys = (image: ImageData): number[] => Array.from({ length: image.width }, (_, i) => image.data[4 * i] ?? -1)

describe('sixteen bits', () => {
  it('come back whole from two bytes each', () => {
    expect([...deepOf(picture([0, 255, 256, 4095, 65535])).values]).toEqual([0, 255, 256, 4095, 65535])
  })

  it('begin with a window from the least to the greatest value, whatever their depth', () => {
    const twelve = deepOf(picture([100, 1100, 2100, 4095]))
    expect([twelve.low, twelve.high]).toEqual([100, 4095])
    expect(greys(developed(twelve, PLAIN))).toEqual([0, 64, 128, 255])
  })

  it('leave a few stray values out of it', () => {
    const values = Array.from({ length: 3000 }, (_, i) => 1000 + (i % 100))
    const { low, high } = deepOf(picture([0, 65535, ...values]))
    expect([low, high]).toEqual([1000, 1099])
  })

  it('show within a narrow window what eight bits would have lost', () => {
    const deep = deepOf(picture([0, 30000, 30010, 30020, 65535]))
    const narrow = displayed(PLAIN, { low: 30000 / 65535, high: 30066 / 65535 })
    const [, a = 0, b = 0, c = 0] = greys(developed(deep, narrow))
    expect([a < b, b < c]).toEqual([true, true])
  })

  it('of one value alone are no fault', () => {
    expect(greys(developed(deepOf(picture([7, 7])), PLAIN))).toEqual([0, 0])
  })
})
