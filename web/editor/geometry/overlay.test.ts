import { describe, expect, it } from 'vitest'
import { randomFrom } from '../testing/random'
import { covered } from './coverage'
import { GRID, type Parts, type Ring, overlay, untangled } from './overlay'
import { ringArea } from './plane'
import type { Point } from './types'

const square = (x: number, y: number, side: number): Ring => [{ x, y }, { x: x + side, y }, { x: x + side, y: y + side }, { x, y: y + side }]
const ring = (...corners: readonly (readonly [number, number])[]): Ring => corners.map(([x, y]) => ({ x, y }))
const pairs = (parts: Parts | null): unknown => parts?.map((part) => part.map((one) => one.map(({ x, y }) => [x, y])))
const areaOf = (parts: Parts | null): number => covered((parts ?? []).flat()).first
const lengthOf = (rings: readonly Ring[]): number =>
  rings.flatMap((one) => one.map((a, i) => Math.hypot(a.x - (one.at(i - 1)?.x ?? 0), a.y - (one.at(i - 1)?.y ?? 0)))).reduce((sum, length) => sum + length, 0)

function tangle(random: ReturnType<typeof randomFrom>, span: number): Ring {
  return Array.from({ length: 3 + random.below(7) }, () => ({ x: random.below(span) / 3, y: random.below(span) / 3 }))
}

/** Whether any two edges cross, tried each with each on the whole numbers of the grid. */
function crosses(rings: readonly Ring[]): boolean {
  const edges = rings.flatMap((one) => one.map((point, i) => [one.at(i - 1) ?? point, point] as const))
  const side = (a: Point, b: Point, p: Point): number => {
    const [ax, ay, bx, by, px, py] = [a.x, a.y, b.x, b.y, p.x, p.y].map((value) => Math.round(value * GRID)) as [number, number, number, number, number, number]
    return (bx - ax) * (py - ay) - (by - ay) * (px - ax)
  }
  return edges.some(([a, b], i) => edges.slice(0, i).some(([c, d]) => side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0))
}

describe('areas laid over one another', () => {
  const KEEPS = [
    { name: 'any', keep: (cover: number) => cover > 0, area: (one: number, two: number, both: number) => one + two - both },
    { name: 'both', keep: (cover: number) => cover === 3, area: (_one: number, _two: number, both: number) => both },
    { name: 'the first alone', keep: (cover: number) => cover === 1, area: (one: number, _two: number, both: number) => one - both },
  ]

  it.each(KEEPS)('are as large as the exact sums say, and cross nowhere: $name', ({ keep, area }) => {
    const random = randomFrom(11)
    for (let i = 0; i < 300; i++) {
      const span = random.pick([6, 20, 300])
      const layers = [[tangle(random, span), tangle(random, span)], [tangle(random, span)]]
      const parts = overlay(layers, keep)
      const { first, second, both } = covered(layers[0] ?? [], layers[1])
      expect(Math.abs(areaOf(parts) - area(first, second, both))).toBeLessThan((2 * lengthOf(layers.flat())) / GRID)
      expect(crosses((parts ?? []).flat())).toBe(false)
      expect(untangled((parts ?? []).flat())).toEqual(parts)
    }
  })

  it('have outlines that run clockwise, and holes the other way', () => {
    const [[outline = [], hole = []] = []] = overlay([[square(0, 0, 9)], [square(3, 3, 3)]], (cover) => cover === 1) ?? []
    expect([ringArea(outline), ringArea(hole)]).toEqual([81, -9])
  })

  it('lose shared borders and corners along straight lines', () => {
    expect(pairs(overlay([[square(0, 0, 4)], [square(4, 0, 4)]], (cover) => cover > 0))).toEqual([[[[0, 0], [8, 0], [8, 4], [0, 4]]]])
  })

  it('are told apart where they touch in a point', () => {
    expect(overlay([[square(0, 0, 4)], [square(4, 4, 4)]], (cover) => cover > 0)?.length).toBe(2)
  })

  it('may have a hole that touches its outline in the middle of a side', () => {
    const outline = ring([0, 0], [9, 0], [9, 9], [0, 9], [2, 4])
    const parts = overlay([[outline], [ring([2, 2], [5, 4], [2, 6])]], (cover) => cover === 1)
    expect(pairs(parts)).toEqual([[[[0, 0], [9, 0], [9, 9], [0, 9], [2, 4]], [[2, 2], [2, 6], [5, 4]]]])
  })

  it('leave nothing where they share nothing', () => {
    expect(overlay([[square(0, 0, 4)], [square(9, 9, 4)]], (cover) => cover === 3)).toEqual([])
  })

  it('are not laid over where no hand drew them, or they lie too far apart', () => {
    const comb = Array.from({ length: 6000 }, (_, i) => ({ x: i % 3 === 0 ? 0 : 2000, y: i / 3 }))
    expect(overlay([[comb], [comb.map(({ x, y }) => ({ x: y, y: x }))]], (cover) => cover > 0)).toBeNull()
    expect(untangled([square(0, 0, 1e6)])).toBeNull()
  })
})

describe('an area cut along a line', () => {
  const cut = (rings: readonly Ring[], ...lines: readonly Ring[]): Parts | null => overlay([rings], (cover) => cover > 0, lines)

  it('falls into the parts on both sides', () => {
    expect(pairs(cut([square(0, 0, 10)], ring([-5, 4], [15, 4])))).toEqual([[[[0, 0], [10, 0], [10, 4], [0, 4]]], [[[0, 4], [10, 4], [10, 10], [0, 10]]]])
  })

  it('stays whole where the line ends within it', () => {
    expect(pairs(cut([square(0, 0, 10)], ring([-5, 4], [5, 4], [5, 7])))).toEqual([[[[0, 0], [10, 0], [10, 10], [0, 10]]]])
  })

  it('stays whole where the line leads to a hole, and falls apart where it leads through', () => {
    const rings = [square(0, 0, 10), square(4, 4, 2)]
    expect(cut(rings, ring([-1, 5], [5, 5]))?.length).toBe(1)
    expect(cut(rings, ring([-1, 5], [11, 5]))?.length).toBe(2)
  })

  it('loses what a loop of the line cuts out of it to a part of its own', () => {
    const parts = cut([square(0, 0, 10)], ring([3, 3], [6, 3], [6, 6], [3, 6], [3, 3]))
    expect(parts?.map((part) => part.length)).toEqual([2, 1])
  })

  it('has the same area in all its parts together', () => {
    const random = randomFrom(5)
    for (let i = 0; i < 200; i++) {
      const rings = [tangle(random, 60), tangle(random, 60)]
      const parts = cut(rings, tangle(random, 60))
      const [whole, sum] = [areaOf(untangled(rings)), (parts ?? []).reduce((total, part) => total + areaOf([part]), 0)]
      expect(Math.abs(whole - sum)).toBeLessThan(lengthOf(rings) / GRID)
    }
  })
})

describe('coverage', () => {
  it('counts outlines that cross by the even-odd rule', () => {
    expect(covered([ring([10, 10], [30, 30], [30, 10], [10, 30])]).first).toBeCloseTo(200, 9)
  })

  it('adds up: what lies in one alone and in the other alone is what lies in an odd number of both', () => {
    const random = randomFrom(3)
    for (let i = 0; i < 200; i++) {
      const [a, b] = [[tangle(random, 40)], [tangle(random, 40), tangle(random, 40)]]
      const { first, second, both } = covered(a, b)
      expect(covered([...a, ...b]).first).toBeCloseTo(first + second - 2 * both, 9)
    }
  })
})
