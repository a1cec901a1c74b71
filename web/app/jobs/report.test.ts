import { describe, expect, it } from 'vitest'
import { figuresIn, findingsIn } from './report'

describe('a job’s report', () => {
  it('tells first what was refused, with place, reason and remedy, and how much of it there was', () => {
    const report = {
      warning_count: 0,
      refused_count: 2000,
      warnings: [],
      refused: [{ where: 'a.png', message: 'Not a picture.', remedy: 'Open it and save it anew.' }],
      losses: [{ what: 'colours of classes', count: 3, example: 'RBC' }],
    }
    expect(findingsIn(report)).toEqual([
      {
        kind: 'refused',
        count: 2000,
        entries: [{ where: 'a.png', message: 'Not a picture. Open it and save it anew.' }],
      },
      { kind: 'losses', count: 1, entries: [{ where: 'RBC', message: 'colours of classes (3 ×)' }] },
    ])
  })

  it('has nothing to say without a report', () => {
    expect(findingsIn(null)).toEqual([])
    expect(figuresIn(null)).toEqual([])
  })

  it('gives its figures, wherever they stand', () => {
    expect(figuresIn({ items: 12, refused: [], refused_count: 0 })).toEqual([['items', 12]])
    expect(figuresIn({ counts: { items: 3, answers: 4 }, other: 1 })).toEqual([
      ['items', 3],
      ['answers', 4],
    ])
  })
})
