/** Areas of pixels: every operation is compared with the same on a plain set of pixels. */
import { describe, expect, it } from 'vitest'
import { randomFrom } from '../testing/random'
import { insideRings, ringArea } from './plane'
import { pixelsOf } from './pixels'
import { centroid, holds } from './raster'
import { type Edges, EdgesBuilder, combined, count, eachRun, edgesOf, intersected, rasterOf, shared, shifted, subtracted, united } from './rasterEdges'
import { filled, filledEllipse } from './rasterFilling'
import { outlined, piecesOf } from './rasterOutline'
import { grown, inverted, shrunk, withoutHoleAt, withoutHoles, withoutSpecks } from './rasterShaping'
import { touches } from './geometry'
import { Sheet } from './rasterSheet'
import { type Dab, type Tip, dabAt, eachSwept } from './rasterStamp'

const random = randomFrom(7)
const SIZE = 9

/** Pixels as `x,y`. */
type Area = ReadonlySet<string>

function drawn(full: number): Area {
  const area = new Set<string>()
  for (let y = -4; y < SIZE - 4; y++) for (let x = -3; x < SIZE - 3; x++) if (random.next() < full) area.add(`${x},${y}`)
  return area
}

function edgesOfArea(area: Area): Edges {
  const cells = [...area].map((cell) => cell.split(',').map(Number) as [number, number]).sort((a, b) => a[1] - b[1] || a[0] - b[0])
  const result = new EdgesBuilder()
  for (const [x, y] of cells) result.add(y, x, x + 1)
  return result.done()
}

function areaOf(edges: Edges): Area {
  const area = new Set<string>()
  eachRun(edges, (row, start, end) => {
    for (let x = start; x < end; x++) area.add(`${x},${row}`)
  })
  return area
}

const sorted = (area: Iterable<string>): string[] => [...area].sort()
const AREAS = Array.from({ length: 200 }, (_, i) => drawn([0.1, 0.35, 0.55, 0.9][i % 4] ?? 0.5)).filter(({ size }) => size > 0)
const PAIRS = AREAS.map((area, i) => [area, AREAS[(i + 7) % AREAS.length] ?? area] as const)

describe('edges', () => {
  it('come back from runs in a tight box', () => {
    for (const area of AREAS) {
      const edges = edgesOfArea(area)
      const raster = rasterOf(edges)
      expect(raster).not.toBeNull()
      if (!raster) continue
      expect(edgesOf({ ...raster })).toEqual(edges)
      expect(raster.counts.reduce((a, b) => a + b, 0)).toBe(raster.width * raster.height)
      expect(raster.counts.slice(1)).not.toContain(0)
      expect(rasterOf(edgesOf({ ...raster, x: raster.x + 3 }))).toEqual({ ...raster, x: raster.x + 3 })
    }
    expect(rasterOf(new EdgesBuilder().done())).toBeNull()
  })

  it('combine as sets do', () => {
    for (const [a, b] of PAIRS) {
      const [first, second] = [edgesOfArea(a), edgesOfArea(b)]
      const both = [...a].filter((cell) => b.has(cell))
      expect(shared(first, second)).toBe(both.length)
      expect(count(first)).toBe(a.size)
      expect(sorted(areaOf(intersected(first, second)))).toEqual(both.sort())
      expect(sorted(areaOf(subtracted(first, second)))).toEqual(sorted([...a].filter((cell) => !b.has(cell))))
      expect(united([first, second, first])).toEqual(edgesOfArea(new Set([...a, ...b])))
      expect(combined(first, first, () => true)).toEqual(first)
    }
  })

  it('move as a whole', () => {
    for (const area of AREAS) {
      const moved = [...area].map((cell) => cell.split(',').map(Number)).map(([x = 0, y = 0]) => `${x - 2},${y + 5}`)
      expect(sorted(areaOf(shifted(edgesOfArea(area), -2, 5)))).toEqual(moved.sort())
    }
  })
})

describe('outlines', () => {
  it('fill to the same pixels, never meet themselves, and run clockwise around', () => {
    for (const area of AREAS) {
      const edges = edgesOfArea(area)
      const parts = outlined(edges)
      expect(filled(parts)).toEqual(edges)
      expect(parts.length).toBe(piecesOf(edges).length)
      for (const [outer = [], ...holes] of parts) {
        expect(ringArea(outer)).toBeGreaterThan(0)
        for (const hole of holes) expect(ringArea(hole)).toBeLessThan(0)
        for (const ring of [outer, ...holes]) expect(new Set(ring.map(({ x, y }) => `${x},${y}`)).size).toBe(ring.length)
      }
    }
  })

  it('are the same in the other half of the house', () => {
    const edges = edgesOfArea(new Set(['0,0', '1,0', '2,0', '0,1', '2,1', '0,2', '1,2', '3,2', '5,0']))
    expect(outlined(edges).map((part) => part.map((ring) => ring.map(({ x, y }) => [x, y])))).toEqual([
      [
        [[0, 0], [3, 0], [3, 2], [2, 2], [2, 3], [0, 3]],
        [[1, 1], [1, 2], [2, 2], [2, 1]],
      ],
      [[[5, 0], [6, 0], [6, 1], [5, 1]]],
      [[[3, 2], [4, 2], [4, 3], [3, 3]]],
    ])
  })
})

describe('filling', () => {
  it('takes the pixels whose centres lie inside', () => {
    for (let i = 0; i < 40; i++) {
      const ring = Array.from({ length: 3 + random.below(6) }, () => ({ x: random.next() * 12, y: random.next() * 12 }))
      const found = areaOf(filled([[ring]]))
      for (let y = -1; y < 13; y++) for (let x = -1; x < 13; x++) expect(found.has(`${x},${y}`)).toBe(insideRings([ring], { x: x + 0.5, y: y + 0.5 }))
    }
  })

  it('of a disc takes what is within its radius', () => {
    const found = areaOf(filledEllipse({ cx: 5.2, cy: 4.9, rx: 4, ry: 4, angle: 33 }))
    for (let y = 0; y < 10; y++) for (let x = 0; x < 10; x++) expect(found.has(`${x},${y}`)).toBe(Math.hypot(x + 0.5 - 5.2, y + 0.5 - 4.9) <= 4)
  })
})

describe('shaping', () => {
  const beside = (cell: string): string[] => {
    const [x = 0, y = 0] = cell.split(',').map(Number)
    return [`${x + 1},${y}`, `${x - 1},${y}`, `${x},${y + 1}`, `${x},${y - 1}`]
  }

  it('grows and shrinks by the four neighbours', () => {
    for (const area of AREAS) {
      const edges = edgesOfArea(area)
      expect(sorted(areaOf(grown(edges)))).toEqual(sorted(new Set([...area, ...[...area].flatMap(beside)])))
      expect(sorted(areaOf(shrunk(edges)))).toEqual(sorted([...area].filter((cell) => beside(cell).every((other) => area.has(other)))))
    }
  })

  it('inverts within the box', () => {
    for (const area of AREAS) {
      const edges = edgesOfArea(area)
      const raster = rasterOf(edges)
      const rest = inverted(edges)
      expect([shared(edges, rest), count(edges) + count(rest)]).toEqual([0, (raster?.width ?? 0) * (raster?.height ?? 0)])
    }
  })

  it('fills holes, all of them or the one below a point', () => {
    const target = edgesOfArea(new Set(['0,0', '1,0', '2,0', '3,0', '4,0', '0,1', '2,1', '4,1', '0,2', '1,2', '2,2', '3,2', '4,2']))
    expect(count(withoutHoles(target))).toBe(15)
    expect(count(withoutHoleAt(target, { x: 1.5, y: 1.5 }) ?? target)).toBe(14)
    expect([withoutHoleAt(target, { x: 0.5, y: 0.5 }), withoutHoleAt(target, { x: 9, y: 9 })]).toEqual([null, null])
  })

  it('fills the inner of two holes that lie in one another', () => {
    const frame = (from: number, to: number): string[] =>
      Array.from({ length: to - from + 1 }, (_, i) => from + i).flatMap((n) => [`${n},${from}`, `${n},${to}`, `${from},${n}`, `${to},${n}`])
    const target = edgesOfArea(new Set([...frame(0, 8), ...frame(2, 6)]))
    expect(count(withoutHoleAt(target, { x: 4.5, y: 4.5 }) ?? target)).toBe(count(target) + 9)
    expect(count(withoutHoleAt(target, { x: 1.5, y: 1.5 }) ?? target)).toBe(count(target) + 33)
  })

  it('drops specks, but never the largest piece', () => {
    const target = edgesOfArea(new Set(['0,0', '1,0', '0,1', '5,5', '8,8', '9,8']))
    expect(count(withoutSpecks(target, 2))).toBe(5)
    expect(count(withoutSpecks(target, 99))).toBe(3)
  })
})

describe('the geometry of pixels', () => {
  it('is touched exactly within reach of a pixel', () => {
    for (const area of AREAS.slice(0, 60)) {
      const raster = rasterOf(edgesOfArea(area))
      if (!raster) continue
      const cells = [...area].map((cell) => cell.split(',').map(Number))
      for (let i = 0; i < 10; i++) {
        const [px, py, reach] = [random.next() * 20 - 8, random.next() * 20 - 8, random.next() * 4]
        const gap = Math.min(...cells.map(([x = 0, y = 0]) => Math.hypot(Math.max(x - px, px - x - 1, 0), Math.max(y - py, py - y - 1, 0))))
        expect(touches({ kind: 'raster', ...raster }, { x: px, y: py }, reach)).toBe(gap <= reach)
        expect(holds(raster, { x: px, y: py })).toBe(area.has(`${Math.floor(px)},${Math.floor(py)}`))
      }
    }
  })

  it('has its centre in the middle', () => {
    expect(centroid({ x: 2, y: 3, width: 3, height: 3, counts: [0, 4, 1, 4] })).toEqual({ x: 3.5, y: 4.5 })
  })
})

describe('pixels to be drawn', () => {
  it('are the same object for the same raster, and tell the rows that are asked for', () => {
    const raster = { x: 2, y: 3, width: 3, height: 3, counts: [0, 4, 1, 4] }
    const rows: number[][] = []
    pixelsOf(raster).eachRun({ minX: 0, minY: 4, maxX: 9, maxY: 5 }, (...run) => rows.push(run))
    expect([pixelsOf(raster) === pixelsOf(raster), rows]).toEqual([true, [[4, 2, 3], [4, 4, 5]]])
  })
})

describe('a tip', () => {
  const swept = (from: Dab, to: Dab, tip: Tip): Area => {
    const area = new Set<string>()
    eachSwept(from, to, tip, (row, start, end) => {
      for (let x = start; x < end; x++) area.add(`${x},${row}`)
    })
    return area
  }

  it.each([1, 2, 3, 4, 7, 20])('of %i pixels covers as many in a row, wherever it is put', (size) => {
    for (const x of [5, 5.2, 5.5, 5.9]) {
      const dab = dabAt({ x, y: 8.3 }, size)
      expect(swept(dab, dab, 'square').size).toBe(size * size)
      const round = swept(dab, dab, 'round')
      const columns = new Set([...round].map((cell) => cell.split(',')[0]))
      expect(columns.size).toBe(size)
    }
  })

  it('covers whatever lies within its half size of the way', () => {
    for (let i = 0; i < 12; i++) {
      const [from, to] = [dabAt({ x: random.next() * 30, y: random.next() * 30 }, 9), dabAt({ x: random.next() * 30, y: random.next() * 30 }, 9)]
      const found = swept(from, to, 'round')
      for (let y = -8; y < 40; y++) {
        for (let x = -8; x < 40; x++) {
          const [dx, dy] = [to.x - from.x, to.y - from.y]
          const t = Math.min(Math.max(((x + 0.5 - from.x) * dx + (y + 0.5 - from.y) * dy) / (dx * dx + dy * dy || 1), 0), 1)
          const far = Math.hypot(x + 0.5 - from.x - t * dx, y + 0.5 - from.y - t * dy)
          if (Math.abs(far - 4.5) > 1e-9) expect(found.has(`${x},${y}`)).toBe(far < 4.5)
        }
      }
    }
  })

  it('that changes its size holds every tip between', () => {
    const [from, to] = [{ x: 10, y: 10, size: 4 }, { x: 40, y: 25, size: 16 }]
    for (const tip of ['round', 'square'] as const) {
      const found = swept(from, to, tip)
      for (let t = 0; t <= 1; t += 0.1) {
        const dab = { x: 10 + 30 * t, y: 10 + 15 * t, size: 4 + 12 * t }
        for (const cell of swept(dab, dab, tip)) expect(found.has(cell)).toBe(true)
      }
    }
    expect(swept({ x: 10, y: 10, size: 20 }, { x: 12, y: 10, size: 2 }, 'round')).toEqual(swept({ x: 10, y: 10, size: 20 }, { x: 10, y: 10, size: 20 }, 'round'))
  })
})

describe('a sheet', () => {
  it('holds what was painted, however far the stroke goes, and nothing outside the picture', () => {
    const sheet = new Sheet({ width: 30000, height: 2000 })
    const expected = new Set<string>()
    let from = dabAt({ x: 1500, y: 1000 }, 5)
    for (const place of [{ x: 1500, y: 1000 }, { x: 20, y: 30 }, { x: 29999, y: 10 }, { x: 29990, y: 1999 }, { x: -50, y: 1990 }]) {
      const to = dabAt(place, 5)
      eachSwept(from, to, 'round', (row, start, end) => {
        for (let x = Math.max(start, 0); x < Math.min(end, 30000); x++) if (row >= 0 && row < 2000) expected.add(`${x},${row}`)
      })
      sheet.sweep(from, to, 'round')
      from = to
    }
    expect(sorted(areaOf(sheet.edges()))).toEqual(sorted(expected))
  })

  it('tells where it has changed since', () => {
    const sheet = new Sheet({ width: 100, height: 100 })
    const dab = dabAt({ x: 10, y: 10 }, 4)
    sheet.sweep(dab, dab, 'square')
    const { version } = sheet
    expect([sheet.isEmpty, sheet.changedSince(version)]).toEqual([false, null])
    const other = dabAt({ x: 50, y: 60 }, 4)
    sheet.sweep(other, other, 'square')
    expect(sheet.changedSince(version)).toEqual({ minX: 48, minY: 58, maxX: 52, maxY: 62 })
    expect(sheet.changedSince(0)).toEqual({ minX: 8, minY: 8, maxX: 52, maxY: 62 })
    for (let i = 0; i < 100; i++) sheet.sweep(dab, dab, 'square')
    expect(sheet.changedSince(1)).toEqual(sheet.bounds)
  })

  it('takes nothing that lies outside the picture', () => {
    const sheet = new Sheet({ width: 100, height: 100 })
    const dab = dabAt({ x: -50, y: 10 }, 4)
    sheet.sweep(dab, dab, 'square')
    expect([sheet.isEmpty, sheet.edges().length]).toEqual([true, 0])
  })
})
