import { describe, expect, it } from 'vitest'
import type { OwnStanding } from '@client/queries/gold'
import { isAtBeginning, stepsOf, turnOf } from './turn'

const NEW: OwnStanding = {
  state: 'training',
  reason: '',
  since: null,
  tries_left: 2,
  training: { done: 0, of: 5 },
  qualify: { done: 0, of: 10, pass: 0.9, score: null },
  score: null,
  feedback: [],
}

describe('what comes before the work', () => {
  it('is told at the beginning of each round, and not in the midst of one', () => {
    expect(isAtBeginning(NEW)).toBe(true)
    expect(isAtBeginning({ ...NEW, training: { done: 1, of: 5 } })).toBe(false)
    expect(isAtBeginning({ ...NEW, state: 'qualifying' })).toBe(true)
    expect(isAtBeginning({ ...NEW, state: 'working' })).toBe(false)
    expect(isAtBeginning({ ...NEW, state: 'paused' })).toBe(false)
  })

  it('names its steps and which of them is now', () => {
    expect(stepsOf(NEW).map(({ kind, place }) => [kind, place])).toEqual([
      ['training', 'now'],
      ['qualify', 'ahead'],
      ['work', 'ahead'],
    ])
    const alone = { ...NEW, training: { done: 0, of: 0 } }
    expect(stepsOf(alone).map(({ kind, place }) => [kind, place])).toEqual([
      ['qualify', 'now'],
      ['work', 'ahead'],
    ])
  })

  it('ends with one word for each outcome', () => {
    expect(turnOf({ state: 'training' }, null)).toBe('begin')
    expect(turnOf({ state: 'qualifying' }, 'training')).toBe('trained')
    expect(turnOf({ state: 'working' }, 'training')).toBe('trainedWork')
    expect(turnOf({ state: 'working' }, 'qualify')).toBe('qualified')
    expect(turnOf({ state: 'qualifying' }, 'qualify')).toBe('notYet')
    expect(turnOf({ state: 'failed' }, 'qualify')).toBe('failed')
  })
})
