import { expect, it } from 'vitest'
import type { Bounds } from '../geometry/types'
import { randomFrom } from '../testing/random'
import { Space } from './space'

it.each(Array.from({ length: 20 }, (_, seed) => seed))('finds by going through all what it finds by searching (seed %i)', (seed) => {
  const random = randomFrom(seed)
  const anywhere = (most: number): Bounds => {
    const [minX, minY] = [random.below(100), random.below(100)]
    return { minX, minY, maxX: minX + random.below(most), maxY: minY + random.below(most) }
  }
  const space = new Space()
  const ids = Array.from({ length: 40 }, (_, i) => `a${i}`)
  space.load(ids.map((id) => [id, anywhere(20)] as const))
  for (let step = 0; step < 30; step++) {
    space.set(random.pick(ids), random.next() < 0.3 ? null : anywhere(20))
    const bounds = anywhere(100)
    expect(space.among(ids, bounds)).toEqual(space.search(bounds).sort((a, b) => ids.indexOf(a) - ids.indexOf(b)))
  }
})

it('knows which bounds take in much of the room that it fills', () => {
  const space = new Space()
  expect(space.isWide({ minX: 0, minY: 0, maxX: 9, maxY: 9 })).toBe(false)
  space.load([['a', { minX: 100, minY: 100, maxX: 110, maxY: 110 }], ['b', { minX: 190, minY: 190, maxX: 200, maxY: 200 }]])
  expect(space.isWide({ minX: 0, minY: 0, maxX: 300, maxY: 300 })).toBe(true)
  expect(space.isWide({ minX: 100, minY: 100, maxX: 200, maxY: 110 })).toBe(false)
  expect(space.isWide({ minX: 300, minY: 300, maxX: 600, maxY: 600 })).toBe(false)
})
