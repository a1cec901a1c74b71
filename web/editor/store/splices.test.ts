import { describe, expect, it } from 'vitest'
import { randomFrom } from '../testing/random'
import { same } from './same'
import cases from './splices.cases.json'
import { Misfit, type Splice, inverseSplices, lighter, spliced, splicesBetween } from './splices'

type Random = ReturnType<typeof randomFrom>
type Data = Readonly<Record<string, unknown>>

describe('splices', () => {
  it.each(cases)('tell what changed and no more: $name', ({ before, after, splices }) => {
    expect(splicesBetween(before, after)).toEqual(splices)
    expect(spliced<unknown>(before, splices as Splice[])).toEqual(after)
    expect(spliced<unknown>(after, inverseSplices(splices as Splice[]))).toEqual(before)
  })

  it('leave what they are given as it is', () => {
    const before = Object.freeze({ points: Object.freeze([Object.freeze([0, 0]), Object.freeze([1, 1])]) })
    expect(spliced<unknown>(before, [{ at: ['points', 0], before: [[0, 0]], after: [], length: 2 }])).toEqual({ points: [[1, 1]] })
  })

  it.each<[string, Splice]>([
    ['another member', { at: ['x'], before: [2], after: [3] }],
    ['a member that is not there', { at: ['y'], before: [2], after: [3] }],
    ['a member that is there already', { at: ['x'], before: [], after: [3] }],
    ['two members for one key', { at: ['x'], before: [1], after: [3, 4] }],
    ['another element', { at: ['run', 0], before: [9], after: [3], length: 3 }],
    ['an array of another length', { at: ['run', 0], before: [1], after: [3], length: 4 }],
    ['an array without a length', { at: ['run', 0], before: [1], after: [3] }],
    ['an element beyond the end', { at: ['run', 3], before: [1], after: [3], length: 3 }],
    ['a place beyond the end', { at: ['run', 4], before: [], after: [3], length: 3 }],
    ['an element before the start', { at: ['run', -1], before: [], after: [3], length: 3 }],
    ['something inside an element before the start', { at: ['run', -1, 0], before: [], after: [3], length: 3 }],
    ['something inside a number', { at: ['x', 'y'], before: [], after: [3] }],
    ['a key of an array', { at: ['run', 'length'], before: [3], after: [0] }],
    ['the whole', { at: [], before: [], after: [3] }],
    ['rows that begin elsewhere', { at: ['ring'], before: [[9, 9]], after: [[2, 2]], rows: 2 }],
    ['another number of rows', { at: ['ring'], before: [[1, 1]], after: [[2, 2]], rows: 3 }],
    ['rows of another length', { at: ['ring'], before: [[1, 1]], after: [[2, 2, 2]], rows: 2 }],
    ['rows that go to two places', { at: ['ring'], before: [[1, 1]], after: [[2, 2], [3, 3]], rows: 2 }],
    ['rows that are no numbers', { at: ['names'], before: [['a']], after: [['b']], rows: 1 }],
    ['rows of numbers beyond all measure', { at: ['ring'], before: [[1, 1]], after: [[1e300, 2]], rows: 2 }],
    ['rows where numbers are', { at: ['run'], before: [[1]], after: [[2]], rows: 3 }],
    ['rows where a number is', { at: ['x'], before: [[1]], after: [[2]], rows: 1 }],
    ['rows of the whole', { at: [], before: [[1]], after: [[2]], rows: 1 }],
  ])('refuse %s', (_, splice) => {
    expect(() => spliced({ x: 1, run: [1, 2, 3], ring: [[1, 1], [2, 2]], names: [['a']] }, [splice])).toThrow(Misfit)
  })

  it.each(Array.from({ length: 300 }, (_, seed) => seed))('lead from any data to any other and back, through JSON (seed %i)', (seed) => {
    const random = randomFrom(seed)
    const before = anyObject(random, 3)
    const after = random.next() < 0.8 ? (changed(before, random) as Data) : anyObject(random, 3)
    const splices = JSON.parse(JSON.stringify(splicesBetween(before, after))) as Splice[]
    expect(splices.length === 0).toBe(same(before, after))
    expect(same(spliced(before, splices), after)).toBe(true)
    expect(same(spliced(after, inverseSplices(splices)), before)).toBe(true)
    if (splices.length > 0) expect(() => spliced(after, splices)).toThrow(Misfit)
  })

  it('of one corner among fifty thousand are a few numbers', () => {
    const ring = Array.from({ length: 50_000 }, (_, i) => [i + 0.123456789, i])
    const [before, after] = [{ parts: [[ring]] }, { parts: [[ring.with(777, [1, 2])]] }]
    const splices = splicesBetween(before, after)
    expect(JSON.stringify(splices).length).toBeLessThan(120)
    expect(lighter(splices, [before, after])).toBe(true)
  })

  it('of fifty thousand corners that go together are a few numbers, whatever digits they had before', () => {
    const hundredths = (value: number): number => Math.round(value * 100) / 100
    const ring = Array.from({ length: 50_000 }, (_, i) => [3 * i + 0.123456789, 7.5])
    const moved = ring.map(([x = 0, y = 0]) => [hundredths(x + 12.34), hundredths(y - 5.5)])
    const splices = splicesBetween({ parts: [[ring]] }, { parts: [[moved]] })
    expect(JSON.stringify(splices).length).toBeLessThan(120)
    expect(spliced({ parts: [[ring]] }, splices)).toEqual({ parts: [[moved]] })
  })

  it('of all that changed are not lighter than both', () => {
    const [before, after] = [{ x: 1, y: 2, width: 3, height: 4 }, { x: 5, y: 6, width: 3, height: 4 }]
    expect(lighter(splicesBetween(before, after), [before, after])).toBe(false)
  })
})

function anyObject(random: Random, depth: number): Data {
  return Object.fromEntries(Array.from({ length: random.below(4) }, () => [random.pick(['a', 'b', 'c', 'd']), anything(random, depth - 1)]))
}

function anything(random: Random, depth: number): unknown {
  const roll = random.next()
  if (depth > 0 && roll < 0.4) return Array.from({ length: random.below(14) }, () => anything(random, depth - 1))
  if (depth > 0 && roll < 0.6) return anyObject(random, depth)
  return random.pick([0, 1, 2, 0.5, true, false, null, '', 'word'])
}

/** The same with something in it otherwise. */
function changed(data: unknown, random: Random): unknown {
  if (Array.isArray(data)) {
    const at = random.below(data.length + 1)
    if (at < data.length && random.next() < 0.5) return data.with(at, changed(data[at], random))
    return data.toSpliced(at, random.below(3), ...Array.from({ length: random.below(3) }, () => anything(random, 1)))
  }
  if (typeof data !== 'object' || data === null) return anything(random, 1)
  const key = random.pick(['a', 'b', 'c', 'd'])
  return { ...data, [key]: key in data ? changed((data as Data)[key], random) : anything(random, 2) }
}
