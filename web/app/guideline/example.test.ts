import { describe, expect, test } from 'vitest'
import { frameAround, quoteOf, sectionOf } from './example'

describe('the part of a picture', () => {
  const size = { width: 1000, height: 800 }

  test('lies around what is meant, with a margin that grows with it', () => {
    const frame = frameAround([{ minX: 300, minY: 300, maxX: 500, maxY: 400 }], size)
    expect(frame).toEqual({ minX: 240, minY: 240, maxX: 560, maxY: 460 })
  })

  test('stays within the picture and holds everything that is meant', () => {
    const small = { minX: 5, minY: 5, maxX: 15, maxY: 15 }
    const frame = frameAround([small, { minX: 990, minY: 700, maxX: 1000, maxY: 790 }], size)
    expect(frame).toEqual({ minX: 0, minY: 0, maxX: 1000, maxY: 800 })
  })

  test('is all of it where nothing is meant', () => {
    expect(frameAround([], size)).toEqual({ minX: 0, minY: 0, maxX: 1000, maxY: 800 })
  })
})

describe('the quotation of a text', () => {
  test('lets marks stand out with their class, counted in characters', () => {
    const marked = [{ name: 'place', start: 2, end: 8 }]
    expect(quoteOf('🙂 Berlin is big.', marked)).toBe('> 🙂 **Berlin** (place) is big.')
  })

  test('says that there is more before and after, and quotes each line', () => {
    const text = `${'a'.repeat(200)}\nX\n${'b'.repeat(200)}`
    const quote = quoteOf(text, [{ name: 'x', start: 201, end: 202 }])
    expect(quote).toMatch(/^> … a{119}\n> \*\*X\*\* \(x\)\n> b{119} …$/)
  })

  test('is plain text, whatever stands in it', () => {
    expect(quoteOf('# <b> *no*', [])).toBe('> \\# \\<b\\> \\*no\\*')
  })

  test('tells overlapping marks once', () => {
    const marked = [
      { name: 'a', start: 0, end: 5 },
      { name: 'b', start: 2, end: 7 },
    ]
    expect(quoteOf('abcdefgh', marked)).toBe('> **abcde** (a)fgh')
  })
})

test('a section shows the case, then says whether it is right and why', () => {
  const words = { verdict: 'Wrong', words: ' Two cells. ', title: 'A [b]' }
  expect(sectionOf({ ...words, picture: '/p/1' })).toBe('![A  b ](/p/1)\n\n**Wrong:** Two cells.')
  expect(sectionOf({ ...words, quote: '> x' })).toBe('> x\n\n**Wrong:** Two cells.')
})
