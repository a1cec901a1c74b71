import { describe, expect, it } from 'vitest'
import { figuresIn, refusalsIn } from './report'

describe('a job’s report', () => {
  it('lists what was refused, with the reason', () => {
    expect(
      refusalsIn({
        refused: [
          { where: 'a.png', message: 'Not a picture.' },
          { name: 'b.png', reason: 'Too large.', count: 3 },
        ],
      }),
    ).toEqual([
      { where: 'a.png', message: 'Not a picture.' },
      { where: 'b.png', message: 'Too large. (3 ×)' },
    ])
  })

  it('has nothing to say without a report', () => {
    expect(refusalsIn(null)).toEqual([])
    expect(figuresIn(null)).toEqual([])
  })

  it('gives its figures, wherever they stand', () => {
    expect(figuresIn({ items: 12, refused: [] })).toEqual([['items', 12]])
    expect(figuresIn({ counts: { items: 3, answers: 4 }, other: 1 })).toEqual([
      ['items', 3],
      ['answers', 4],
    ])
  })
})
