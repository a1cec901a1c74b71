import { describe, expect, it } from 'vitest'
import type { Quality } from '@client/queries/quality'
import { csvOf, matrixOf } from './matrix'

const CONFUSION = [
  { said: 'car', stands: 'car', n: 8 },
  { said: 'truck', stands: 'car', n: 2 },
  { said: '', stands: 'truck', n: 1 },
]

describe('what was said where what stands', () => {
  it('lists the most frequent classes first, and nothing last', () => {
    expect(matrixOf(CONFUSION).names).toEqual(['car', 'truck', ''])
    expect(matrixOf(CONFUSION).classes).toBe(2)
  })

  it('tells how often, and which part of what stands', () => {
    const matrix = matrixOf(CONFUSION)
    expect(matrix.count('truck', 'car')).toBe(2)
    expect(matrix.count('car', 'truck')).toBe(0)
    expect(matrix.share('truck', 'car')).toBe(0.2)
  })
})

describe('figures as CSV', () => {
  const quality: Quality = {
    days: [{ day: '2026-11-28', score: { n: 2, mean: 0.5, low: 0.1, high: 0.9 } }],
    people: [
      { id: 'u', name: '=cmd("x")', skill: 0.8, score: null, days: [], gold: { n: 4, mean: 0.5, low: 0.2, high: 0.8 } },
    ],
    confusion: CONFUSION,
    couples: [
      {
        first: 'Ada, Bo',
        second: 'Cy',
        alike: { n: 1, mean: 1, low: null, high: null },
        first_id: 'a',
        second_id: 'c',
      },
    ],
    hardest: [{ task_id: 't', seq: 7, name: 'a.png', agreement: 0.25, probability: null }],
    since: '2026-10-30',
    compared: { n: 11, all: 12 },
    recent: { n: 10000, all: 20000 },
  }

  it('has a line for each figure', () => {
    expect(csvOf(quality).trim().split('\r\n')).toHaveLength(11)
    expect(csvOf(quality)).toContain('score,2026-11-28,,2,0.5,0.1,0.9')
  })

  it('says of how many of how many a figure is', () => {
    expect(csvOf(quality)).toContain('compared,of so many scored answers,12,11,,,')
    expect(csvOf(quality)).toContain('hardest among,of so many items,20000,10000,,,')
    expect(csvOf({ ...quality, people: [] })).not.toContain('gold')
  })

  it('has the outcomes of reviews, with how many of all reasons it tells', () => {
    const row = { name: 'Rosa', accept: 3, fix: 1, reject: 0 }
    const reviews = {
      since: '2026-10-30',
      reviewers: [{ ...row, user_id: 'r' }],
      annotators: [],
      stages: [{ ...row, name: 'Review', stage: 1 }],
      reasons: [{ outcome: 'fix', reason: '=Mixed up', n: 1 }] as const,
      all_reasons: 2,
    }
    const lines = csvOf(quality, reviews).split('\r\n')
    expect(lines).toContain('accept,Rosa,by reviewer,3,,,')
    expect(lines).toContain('accept,Review,in stage,3,,,')
    expect(lines).toContain("fix,'=Mixed up,reason,1,,,")
    expect(lines).toContain('reasons,of so many,,2,1,,')
  })

  it('quotes separators, and lets no name become a formula', () => {
    expect(csvOf(quality)).toContain('alike,"Ada, Bo",Cy,1,1,,')
    expect(csvOf(quality)).toContain(`skill,"'=cmd(""x"")",,0,0.8,,`)
  })
})
