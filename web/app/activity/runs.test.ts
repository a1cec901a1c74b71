import { describe, expect, it } from 'vitest'
import type { Event } from '@client/types'
import { gathered } from './runs'

const ANA = { id: 'ana', name: 'Ana' }
const BEN = { id: 'ben', name: 'Ben' }
let seq = 0

function event(kind: string, subject: string, actor = ANA, data: Event['data'] = {}): Event {
  seq += 1
  return { seq, kind, actor, subject, item: `${subject}.jpg`, data, created_at: '2026-11-27T12:00:00Z' }
}

const tasksOf = (events: readonly Event[]): unknown[] => gathered(events).map(({ data, item }) => data.tasks ?? item)

describe('runs of events', () => {
  it('make one of all that somebody gave back in a row', () => {
    const given = [
      event('assignment.released', 'a'),
      event('assignment.released', 'b'),
      event('assignment.released', 'ana', ANA, { tasks: ['b', 'c'] }),
    ]
    expect(tasksOf(given)).toEqual([['a', 'b', 'c']])
    expect(gathered(given)[0]?.seq).toBe(given[0]?.seq)
  })

  it('name the item where it was the same each time', () => {
    expect(tasksOf([event('assignment.released', 'a'), event('assignment.released', 'a')])).toEqual(['a.jpg'])
  })

  it('end where another person or another deed comes', () => {
    const events = [
      event('assignment.released', 'a'),
      event('assignment.released', 'b', BEN),
      event('assignment.released', 'c'),
      event('answer.submitted', 'd'),
      event('answer.submitted', 'e'),
    ]
    expect(gathered(events)).toEqual(events)
  })
})
