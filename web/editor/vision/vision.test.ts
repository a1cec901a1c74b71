import { describe, expect, it } from 'vitest'
import { ringArea } from '../geometry/plane'
import { holds } from '../geometry/raster'
import { disc, painted } from '../testing/pictures'
import { randomFrom } from '../testing/random'
import { basinOf } from './basin'
import { contentOf } from './content'
import { edgesOf } from './edges'
import { GridFlow } from './flow'
import { MAYBE_IN, SURELY_OUT, cutOnce } from './grabCut'
import { outlines, simplified } from './outline'
import type { Region } from './pixels'
import { blurred, boxOf, flooded, grownBy, overlap, pieces, smoothed, withoutHoles, withoutSpecks } from './region'
import { filled, maskOf, polygonOf } from './shapes'
import { cellsOf } from './superpixels'
import { alike } from './wand'
import { Wire, costOf, snappedTo } from './wire'

/** A region drawn with `#` inside and `.` outside. */
function drawn(...rows: readonly string[]): Region {
  const width = rows[0]?.length ?? 0
  return { width, height: rows.length, inside: Uint8Array.from(rows.join(''), (sign) => (sign === '#' ? 1 : 0)) }
}

function shown({ width, inside }: Region): string[] {
  const text = Array.from(inside, (value) => (value === 1 ? '#' : '.')).join('')
  return Array.from({ length: inside.length / width }, (_, row) => text.slice(row * width, (row + 1) * width))
}

function randomRegion(seed: number, width: number, height: number, share: number): Region {
  const random = randomFrom(seed)
  return { width, height, inside: Uint8Array.from({ length: width * height }, () => (random.next() < share ? 1 : 0)) }
}

const ORIGIN = { x: 0, y: 0, step: 1 }
const at = ({ width }: { readonly width: number }, x: number, y: number): number => y * width + x

describe('regions', () => {
  const two = drawn('##..#', '#.#.#', '##..#', '.....')

  it('are flooded along the four sides only', () => {
    expect(shown(flooded(two, 0))).toEqual(['##...', '#....', '##...', '.....'])
    expect(flooded(two, at(two, 3, 0)).inside.includes(1)).toBe(false)
  })

  it('fall into pieces', () => {
    expect(pieces(two).sizes).toEqual([5, 3, 1])
    expect(shown(withoutSpecks(two, 3))).toEqual(['##..#', '#...#', '##..#', '.....'])
  })

  it('lose their holes, but not what is open to the border', () => {
    const ring = drawn('.###.', '.#.#.', '.###.', '##.##')
    expect(shown(withoutHoles(ring))).toEqual(['.###.', '.###.', '.###.', '##.##'])
    expect(shown(withoutHoles(ring, 1))).toEqual(shown(ring))
  })

  it('flood what pieces say, whatever the region', () => {
    for (const seed of [1, 2, 3, 4]) {
      const region = randomRegion(seed, 31, 17, 0.6)
      const { labels, sizes } = pieces(region)
      const first = region.inside.indexOf(1)
      const found = flooded(region, first)
      expect(found.inside).toEqual(region.inside.map((_, i) => (labels[i] === labels[first] ? 1 : 0)))
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(region.inside.reduce((sum, value) => sum + value, 0))
    }
  })

  it('grow, and are smoothed without a shift', () => {
    expect(shown(grownBy(drawn('.....', '..#..', '.....', '.....'), 1))).toEqual(['.###.', '.###.', '.###.', '.....'])
    const { truth } = painted({ width: 60, height: 60, ground: [0, 0, 0], paint: disc({ x: 30, y: 30 }, 20, [9, 9, 9]) })
    expect(overlap(smoothed(truth, 2), truth)).toBeGreaterThan(0.97)
  })

  it('are blurred to the mean of the square around', () => {
    const values = Float32Array.from([0, 9, 0, 0, 0, 0, 0, 0, 0])
    expect([...blurred(values, { width: 3, height: 3 }, 1)].map((value) => Math.round(value * 10) / 10)).toEqual([2, 2, 2, 1, 1, 1, 0, 0, 0])
  })
})

describe('outlines', () => {
  it('run along the sides of pixels, holes the other way round', () => {
    const [part] = outlines(drawn('....', '.##.', '....'))
    expect(part).toEqual([[{ x: 3, y: 1 }, { x: 3, y: 2 }, { x: 1, y: 2 }, { x: 1, y: 1 }]])
    const [ring] = outlines(drawn('###', '#.#', '###'))
    expect(ring?.map(ringArea)).toEqual([9, -1])
  })

  it('give each hole to the part around it', () => {
    const parts = outlines(drawn('#####..###', '#...#..#.#', '#.#.#..###', '#...#.....', '#####.....'))
    expect(parts.map((rings) => rings.map(ringArea)).sort()).toEqual([[1], [25, -9], [9, -1]].sort())
  })

  it('enclose the pixels that were inside, whatever the region', () => {
    for (const seed of [5, 6, 7]) {
      const region = randomRegion(seed, 23, 19, 0.55)
      const rings = outlines(region).flat()
      expect(filled(rings, { x: 0, y: 0, step: 1, width: 23, height: 19 }).inside).toEqual(region.inside)
    }
  })

  it('of a box have four corners, of a disc few, and lose nothing to speak of', () => {
    const { truth: box } = painted({ width: 90, height: 90, ground: [0, 0, 0], paint: ({ x, y }) => (x > 20 && x < 70 && y > 10 && y < 60 ? [9, 9, 9] : null) })
    const { truth: round } = painted({ width: 90, height: 90, ground: [0, 0, 0], paint: disc({ x: 45, y: 45 }, 30, [9, 9, 9]) })
    const rings = polygonOf(box, ORIGIN, box)?.parts.flat()
    expect(rings?.map((ring) => ring.length)).toEqual([4])
    const [ring = []] = polygonOf(round, ORIGIN, round)?.parts.flat() ?? []
    expect(ring.length).toBeLessThan(40)
    expect(overlap(filled([ring], { x: 0, y: 0, step: 1, width: 90, height: 90 }), round)).toBeGreaterThan(0.98)
  })

  it('keep a ring that is too small to simplify', () => {
    const ring = [{ x: 0, y: 0 }, { x: 1, y: 0 }, { x: 0, y: 1 }]
    expect(simplified(ring, 10)).toBe(ring)
  })
})

describe('masks', () => {
  it('are runs in a tight box, zeros first', () => {
    expect(maskOf(drawn('....', '.##.', '..#.'), { x: 10, y: 20, step: 1 }, { width: 99, height: 99 })).toEqual({ kind: 'mask', x: 11, y: 21, width: 2, height: 2, counts: [0, 2, 1, 1] })
    expect(maskOf(drawn('..'), ORIGIN, { width: 99, height: 99 })).toBeNull()
    expect(boxOf(drawn('.#', '..'))).toEqual({ left: 1, top: 0, right: 2, bottom: 1 })
  })

  it('end where the picture does', () => {
    expect(maskOf(drawn('#'), { x: 8, y: 0, step: 4 }, { width: 10, height: 3 })).toEqual({ kind: 'mask', x: 8, y: 0, width: 2, height: 3, counts: [0, 6] })
    expect(polygonOf(drawn('#'), { x: 8, y: 0, step: 4 }, { width: 10, height: 3 })?.parts.flat(2)).toEqual([{ x: 10, y: 0 }, { x: 10, y: 3 }, { x: 8, y: 3 }, { x: 8, y: 0 }])
  })

  it.each([2, 3, 5])('of %i times as large pixels are inside where the four around are by half', (step) => {
    const region = randomRegion(step, 11, 9, 0.5)
    const at = (x: number, y: number): number => region.inside[Math.min(Math.max(y, 0), 8) * 11 + Math.min(Math.max(x, 0), 10)] ?? 0
    const mask = maskOf(region, { x: 0, y: 0, step }, { width: 11 * step, height: 9 * step })
    for (let y = 0; y < 9 * step; y++) {
      for (let x = 0; x < 11 * step; x++) {
        const [u, v] = [(x + 0.5) / step - 0.5, (y + 0.5) / step - 0.5]
        const [left, top] = [Math.floor(u), Math.floor(v)]
        const [a, b] = [u - left, v - top]
        const share = (at(left, top) * (1 - a) + at(left + 1, top) * a) * (1 - b) + (at(left, top + 1) * (1 - a) + at(left + 1, top + 1) * a) * b
        if (Math.abs(share - 0.5) > 1e-9) expect(mask !== null && holds(mask, { x, y })).toBe(share > 0.5)
      }
    }
  })

  it('of large pixels are the picture’s own, with smooth borders', () => {
    const { truth: coarse } = painted({ width: 50, height: 50, ground: [0, 0, 0], paint: disc({ x: 25, y: 25 }, 15, [9, 9, 9]) })
    const { truth: fine } = painted({ width: 200, height: 200, ground: [0, 0, 0], paint: disc({ x: 100, y: 100 }, 60, [9, 9, 9]) })
    const mask = maskOf(coarse, { x: 0, y: 0, step: 4 }, fine)
    if (!mask) throw new Error('There is no mask.')
    const inside = fine.inside.map((_, i) => (holds(mask, { x: i % 200, y: Math.floor(i / 200) }) ? 1 : 0))
    expect(overlap({ ...fine, inside }, fine)).toBeGreaterThan(0.96)
  })
})

describe('the wand', () => {
  const { pixels, truth } = painted({ width: 160, height: 120, ground: [90, 110, 130], paint: disc({ x: 80, y: 60 }, 35, [190, 120, 80]), noise: 10 })

  it('finds a disc on noise', () => {
    const found = alike(pixels, at(pixels, 80, 60), { tolerance: 40, contiguous: true })
    expect(overlap(smoothed(withoutHoles(found), 1), truth)).toBeGreaterThan(0.95)
  })

  it('takes what is not joined only where it is asked to', () => {
    const { pixels: pair, truth: both } = painted({
      width: 100, height: 50, ground: [0, 0, 0],
      paint: ({ x, y }) => (Math.hypot(x - 25, y - 25) < 15 || Math.hypot(x - 75, y - 25) < 15 ? [200, 0, 0] : null),
    })
    const seed = at(pair, 25, 25)
    expect(overlap(alike(pair, seed, { tolerance: 20, contiguous: false }), both)).toBe(1)
    expect(overlap(alike(pair, seed, { tolerance: 20, contiguous: true }), both)).toBeCloseTo(0.5, 2)
  })
})

describe('edges and the live wire', () => {
  const { pixels } = painted({ width: 120, height: 120, ground: [60, 60, 60], paint: disc({ x: 60, y: 60 }, 40, [150, 140, 90]), noise: 8 })
  const edges = edgesOf(pixels)

  it('are strong where colours meet', () => {
    const mean = (inside: (far: number) => boolean): number => {
      const values = [...edges.strength].filter((_, i) => inside(Math.abs(Math.hypot((i % 120) + 0.5 - 60, Math.floor(i / 120) + 0.5 - 60) - 40)))
      return values.reduce((sum, value) => sum + value, 0) / values.length
    }
    expect(mean((far) => far < 0.7)).toBeGreaterThan(4 * mean((far) => far > 5))
  })

  it('runs along the edge, not across', () => {
    const wire = new Wire(costOf(edges), edges, at(pixels, 20, 60))
    const path = wire.pathTo(at(pixels, 100, 60))
    const off = path.map((index) => Math.abs(Math.hypot((index % 120) + 0.5 - 60, Math.floor(index / 120) + 0.5 - 60) - 40))
    expect(Math.max(...off)).toBeLessThan(2)
    expect([path[0], path[path.length - 1]]).toEqual([at(pixels, 20, 60), at(pixels, 100, 60)])
    expect(path.length).toBeGreaterThan(90)
  })

  it('is the cheapest way, whatever the cost', () => {
    const random = randomFrom(9)
    const grid = { width: 13, height: 11 }
    const cost = Uint8Array.from({ length: 143 }, () => 1 + random.below(250))
    const wire = new Wire(cost, grid, 70)
    const dearest = cheapest(cost, grid, 70)
    for (let target = 0; target < 143; target++) expect(lengthOf(wire.pathTo(target), cost, grid)).toBeCloseTo(dearest[target] ?? 0, 2)
  })

  it('begins on the edge that is near', () => {
    const snapped = snappedTo(edges, at(pixels, 24, 60), 8)
    expect(Math.abs(Math.hypot((snapped % 120) + 0.5 - 60, Math.floor(snapped / 120) + 0.5 - 60) - 40)).toBeLessThan(1.5)
    expect(snappedTo(edges, at(pixels, 60, 60), 0)).toBe(at(pixels, 60, 60))
  })
})

/** By Bellman and Ford, step by step. */
function cheapest(cost: Uint8Array, grid: { readonly width: number; readonly height: number }, from: number): number[] {
  const found = Array.from(cost, () => Infinity)
  found[from] = 0
  for (let round = 0; round < cost.length; round++) {
    for (let i = 0; i < cost.length; i++) {
      for (let j = 0; j < cost.length; j++) {
        const [dx, dy] = [Math.abs((i % grid.width) - (j % grid.width)), Math.abs(Math.floor(i / grid.width) - Math.floor(j / grid.width))]
        if (i !== j && dx <= 1 && dy <= 1) found[j] = Math.min(found[j] ?? 0, (found[i] ?? 0) + (cost[j] ?? 0) * (dx + dy === 2 ? Math.SQRT2 : 1))
      }
    }
  }
  return found
}

function lengthOf(path: readonly number[], cost: Uint8Array, { width }: { readonly width: number }): number {
  return path.slice(1).reduce((sum, index, i) => {
    const before = path[i] ?? 0
    const diagonal = index % width !== before % width && Math.floor(index / width) !== Math.floor(before / width)
    return sum + (cost[index] ?? 0) * (diagonal ? Math.SQRT2 : 1)
  }, 0)
}

describe('the least cut', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('costs no more than any other (seed %i)', (seed) => {
    const random = randomFrom(seed)
    const grid = { width: 4, height: 3 }
    const flow = new GridFlow(grid)
    const terminals = Array.from({ length: 12 }, () => [random.below(20), random.below(20)] as const)
    terminals.forEach(([source, sink], i) => flow.setTerminals(i, source, sink))
    const links: (readonly [number, number, number])[] = []
    for (let i = 0; i < 12; i++) {
      for (const [d, dx, dy] of [[0, 1, 0], [1, 1, 1], [2, 0, 1], [3, -1, 1]] as const) {
        const [x, y] = [(i % 4) + dx, Math.floor(i / 4) + dy]
        if (x < 0 || x > 3 || y > 2) continue
        const cost = random.below(12)
        flow.link(i, d, cost)
        links.push([i, y * 4 + x, cost])
      }
    }
    const price = (inSource: (i: number) => boolean): number =>
      terminals.reduce((sum, [source, sink], i) => sum + (inSource(i) ? sink : source), 0) +
      links.reduce((sum, [a, b, cost]) => sum + (inSource(a) === inSource(b) ? 0 : cost), 0)
    flow.solve()
    let least = Infinity
    for (let set = 0; set < 4096; set++) least = Math.min(least, price((i) => ((set >> i) & 1) === 1))
    expect(price((i) => flow.isSource(i))).toBeCloseTo(least, 3)
  })
})

describe('GrabCut', () => {
  const { pixels, truth } = painted({
    width: 120, height: 100, ground: [80, 120, 70], noise: 18,
    paint: ({ x, y }) => (((x - 60) / 38) ** 2 + ((y - 50) / 26) ** 2 < 1 ? (x < 60 ? [190, 90, 60] : [110, 60, 130]) : null),
  })

  it('finds an object of two colours in a box', () => {
    const inBox = (i: number): boolean => i % 120 > 15 && i % 120 < 105 && i / 120 > 16 && i / 120 < 84
    const known = Uint8Array.from(truth.inside, (_, i) => (inBox(i) ? MAYBE_IN : SURELY_OUT))
    let now: Region = { ...truth, inside: known.map((what) => (what === MAYBE_IN ? 1 : 0)) }
    for (let round = 0; round < 3; round++) now = cutOnce(pixels, known, now)?.region ?? now
    expect(overlap(now, truth)).toBeGreaterThan(0.97)
  })

  it('says nothing where all is one side', () => {
    expect(cutOnce(pixels, new Uint8Array(truth.inside.length), { ...truth, inside: new Uint8Array(truth.inside.length) })).toBeNull()
  })
})

describe('superpixels', () => {
  const { pixels, truth } = painted({ width: 150, height: 100, ground: [70, 90, 120], paint: disc({ x: 75, y: 50 }, 30, [170, 150, 90]), noise: 12 })
  const cells = cellsOf(pixels, 12)

  it('are each in one piece and together all', () => {
    expect(cells.labels.includes(-1)).toBe(false)
    for (let label = 0; label < cells.count; label++) {
      expect(pieces({ ...cells, inside: Uint8Array.from(cells.labels, (one) => (one === label ? 1 : 0)) }).sizes.length).toBe(1)
    }
    expect(cells.count).toBeGreaterThan(60)
    expect(cells.count).toBeLessThan(160)
  })

  it('do not cross the border of an object', () => {
    const votes = Array.from({ length: cells.count }, () => [0, 0])
    cells.labels.forEach((label, i) => ((votes[label] ?? [])[truth.inside[i] ?? 0] = (votes[label]?.[truth.inside[i] ?? 0] ?? 0) + 1))
    const inside = Uint8Array.from(cells.labels, (label) => ((votes[label]?.[1] ?? 0) > (votes[label]?.[0] ?? 0) ? 1 : 0))
    expect(overlap({ ...truth, inside }, truth)).toBeGreaterThan(0.95)
  })
})

describe('filling up to edges', () => {
  /** A room whose light falls off from left to right, with an outline that has a gap. */
  const outline = (gap: number) => painted({
    width: 140, height: 120, ground: [0, 0, 0],
    paint({ x, y }) {
      const far = Math.hypot(x - 70, y - 60)
      const wall = Math.abs(far - 45) < 2 && !(x > 70 && Math.abs(y - 60) < gap / 2)
      return wall ? [20, 20, 20] : [90 + x / 2, 90 + x / 2, 90 + x / 2]
    },
  })
  const { truth } = painted({ width: 140, height: 120, ground: [0, 0, 0], paint: disc({ x: 70, y: 60 }, 44, [1, 1, 1]) })

  it('stops at an outline, not at a slow change', () => {
    const found = basinOf(edgesOf(outline(0).pixels), at(truth, 70, 60), { holds: 0.3, gap: 0 })
    expect(overlap(found, truth)).toBeGreaterThan(0.95)
  })

  it('does not leak through a gap that is to be closed', () => {
    const edges = edgesOf(outline(6).pixels)
    expect(overlap(basinOf(edges, at(truth, 70, 60), { holds: 0.3, gap: 0 }), truth)).toBeLessThan(0.6)
    expect(overlap(basinOf(edges, at(truth, 70, 60), { holds: 0.3, gap: 8 }), truth)).toBeGreaterThan(0.9)
  })

  it('begins beside the edge that was hit', () => {
    expect(overlap(basinOf(edgesOf(outline(0).pixels), at(truth, 70, 60 - 43), { holds: 0.3, gap: 0 }), truth)).toBeGreaterThan(0.95)
  })
})

describe('the content of a box', () => {
  it.each([0, 4, 8])('is what its border does not have (noise %i)', (noise) => {
    const { pixels, truth } = painted({ width: 100, height: 80, ground: [200, 200, 190], paint: disc({ x: 45, y: 42 }, 20, [180, 60, 60]), noise })
    const found = contentOf(pixels)
    expect(overlap(found, truth)).toBeGreaterThan(0.95)
    const [box, expected] = [Object.values(boxOf(found) ?? {}), Object.values(boxOf(truth) ?? {})]
    expect(Math.max(...box.map((side, i) => Math.abs(side - expected[i])))).toBeLessThanOrEqual(noise === 0 ? 0 : 1)
  })

  it('is nothing on plain ground', () => {
    const { pixels } = painted({ width: 60, height: 60, ground: [120, 120, 120], paint: () => null, noise: 4 })
    expect(boxOf(contentOf(pixels))).toBeNull()
  })
})
