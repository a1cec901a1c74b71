import { describe, expect, it } from 'vitest'
import { randomFrom } from '../testing/random'
import { RangeIndex, layoutRanges } from './layout'
import { textModel } from './model'

const ASTRONAUT = '👩🏽‍🚀'
const TEXTS = [
  '',
  'plain',
  `Ada ${ASTRONAUT} met Zoe\u0301.`,
  'שלום עולם, hello\nzweite Zeile\r\n\r\n東京都に行く。',
  '🇩🇪🇫🇷\u2028👨‍👩‍👧‍👦 x\u0301\u0302',
]

describe('offsets', () => {
  it.each(TEXTS)('agree with the code points of %j', (text) => {
    const model = textModel(text)
    const points = [...text]
    expect(model.length).toBe(points.length)
    for (let i = 0; i <= points.length; i++) {
      const units = points.slice(0, i).join('').length
      expect([model.toUnits(i), model.toOffset(units)]).toEqual([units, i])
      expect(model.slice(0, i)).toBe(points.slice(0, i).join(''))
    }
  })

  it('counts an emoji of several parts by its code points, and never stands inside it', () => {
    const model = textModel(`a${ASTRONAUT}b`)
    expect(model.length).toBe(6)
    for (const inside of [2, 3, 4]) {
      expect([model.graphemeFloor(inside), model.graphemeCeil(inside)]).toEqual([1, 5])
    }
  })

  it('keeps a combining mark with its letter', () => {
    const model = textModel('Zoe\u0301!')
    expect([model.graphemeFloor(3), model.graphemeCeil(3)]).toEqual([2, 4])
  })
})

describe('words', () => {
  it.each([
    ['within a word', 'one two', 5, 4, 7],
    ['at its beginning', 'one two', 4, 4, 4],
    ['at the end of the text', 'one two', 7, 7, 7],
    ['of Hebrew', 'שלום עולם', 2, 0, 4],
    ['behind an emoji', `${ASTRONAUT} two`, 6, 5, 8],
    ['in the second line', 'one\ntwo three', 9, 8, 13],
  ] as const)('are found %s', (_, text, offset, floor, ceil) => {
    const model = textModel(text, 'en')
    expect([model.wordFloor(offset), model.wordCeil(offset)]).toEqual([floor, ceil])
  })

  it('are trimmed of white space, and of nothing else', () => {
    const model = textModel(' \t one\u00a0two \n')
    expect(model.trim(0, model.length)).toEqual({ start: 3, end: 10 })
    expect(model.trim(0, 2)).toEqual({ start: 2, end: 2 })
  })
})

describe('paragraphs', () => {
  it.each(TEXTS)('cover %j but for the line breaks', (text) => {
    const model = textModel(text)
    const breaks = text.match(/\r\n|[\n\r\u2028\u2029]/gu)?.length ?? 0
    expect(model.paragraphs.length).toBe(breaks + 1)
    expect(model.paragraphs.map(({ unitStart, unitEnd }) => text.slice(unitStart, unitEnd))).toEqual(text.split(/\r\n|[\n\r\u2028\u2029]/u))
    for (const { start, index } of model.paragraphs) expect(model.paragraphAt(start).index).toBe(index)
  })

  it('have the same words whether they are short or long', () => {
    const line = 'Ada met Grace — 東京都 👩🏽‍🚀 in New York. '
    const short = textModel(line, 'en')
    const long = textModel(line.repeat(60), 'en')
    const last = 59 * short.length
    for (let i = 0; i < short.length; i++) {
      expect([long.wordFloor(last + i), long.wordCeil(last + i)]).toEqual([last + short.wordFloor(i), last + short.wordCeil(i)])
    }
  })

  it('of 250,000 characters are read in well under a second', () => {
    const phrase = 'the quick brown fox jumps over 🦊 the lazy dog. '
    const text = phrase.repeat(5300)
    const begun = performance.now()
    const model = textModel(text)
    for (let i = 0; i < model.length; i += 1000) expect(model.wordFloor(i) <= i && model.wordCeil(i) >= i).toBe(true)
    const quick = 5000 * [...phrase].length + 6
    expect(model.slice(model.wordFloor(quick), model.wordCeil(quick))).toBe('quick')
    expect(performance.now() - begun).toBeLessThan(2000)
  })
})

describe('layout of ranges', () => {
  it('cuts a paragraph where ranges begin and end', () => {
    const ranges = [
      { id: 'a', start: 2, end: 8 },
      { id: 'b', start: 5, end: 12 },
      { id: 'c', start: 20, end: 30 },
    ]
    expect(layoutRanges(ranges, 0, 10)).toEqual({
      segments: [
        { start: 0, end: 2, ids: [] },
        { start: 2, end: 5, ids: ['a'] },
        { start: 5, end: 8, ids: ['a', 'b'] },
        { start: 8, end: 10, ids: ['b'] },
      ],
      levels: new Map([['a', 0], ['b', 1]]),
      depth: 2,
    })
  })

  it('lets a later range have a level that has become free', () => {
    const { levels } = layoutRanges([{ id: 'a', start: 0, end: 4 }, { id: 'b', start: 1, end: 2 }, { id: 'c', start: 4, end: 6 }], 0, 10)
    expect([...levels]).toEqual([['a', 0], ['b', 1], ['c', 0]])
  })

  it.each(Array.from({ length: 20 }, (_, seed) => seed))('covers every character once, by just its ranges (seed %i)', (seed) => {
    const random = randomFrom(seed)
    const ranges = Array.from({ length: random.below(12) }, (_, i) => {
      const start = random.below(50)
      return { id: `r${i}`, start, end: start + 1 + random.below(20) }
    })
    const { segments, levels } = layoutRanges(ranges, 10, 40)
    expect([segments[0]?.start, segments.at(-1)?.end]).toEqual([10, 40])
    segments.forEach(({ start, end, ids }, i) => {
      expect(start).toBeLessThan(end)
      expect(segments[i + 1]?.start ?? 40).toBe(end)
      const covering = ranges.filter((range) => range.start < end && range.end > start)
      expect([...ids].sort()).toEqual(covering.map(({ id }) => id).sort())
      expect(new Set(ids.map((id) => levels.get(id))).size).toBe(ids.length)
    })
  })
})

describe('the index of ranges', () => {
  it('tells which paragraphs a change touches, before and after', () => {
    const index = new RangeIndex((offset) => Math.floor(offset / 10))
    expect(index.set('a', { id: 'a', start: 5, end: 25 })).toEqual([0, 1, 2])
    expect(index.set('a', { id: 'a', start: 30, end: 31 })).toEqual([0, 1, 2, 3])
    expect([index.inParagraph(1), index.inParagraph(3).length]).toEqual([[], 1])
    expect(index.set('a', null)).toEqual([3])
    expect(index.get('a')).toBeUndefined()
  })
})
