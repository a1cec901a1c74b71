import { describe, expect, it } from 'vitest'
import { compared as differences, type Annotation } from '@editor'
import { overlay, shownId } from './overlay'

const box = (id: string, x: number): Annotation => ({
  id,
  type: 'box',
  class: 'car',
  value: { x, y: 0, width: 20, height: 20 },
  attributes: {},
})
const BEFORE = [box('a', 0), box('b', 100), box('c', 200)]
const AFTER = [box('x', 0), box('y', 110), box('c', 900)]
const COMPARED = {
  alike: 0.5,
  changes: [{ kind: 'removed', before: 'c' } as const, { kind: 'added', after: 'c' } as const],
  together: [['a', 'x'] as const, ['b', 'y'] as const],
}

describe('two answers as one picture', () => {
  it('give the editor one id for one thing, so that it tells what is the same, changed, come and gone', () => {
    const { annotations, compare } = overlay(BEFORE, AFTER, COMPARED, 'both')
    expect(Object.fromEntries(differences(compare ?? [], annotations).differences)).toEqual({
      x: 'same',
      y: 'changed',
      c: 'added',
      'before:c': 'removed',
    })
  })

  it('count as the same where they are alike enough', () => {
    const { annotations, compare } = overlay(BEFORE, AFTER, COMPARED, 'both', new Set(['y']))
    expect(differences(compare ?? [], annotations).differences.get('y')).toBe('same')
  })

  it('are looked at one at a time without a comparison', () => {
    expect(overlay(BEFORE, AFTER, COMPARED, 'after')).toEqual({ annotations: AFTER, compare: null })
    const { annotations, compare } = overlay(BEFORE, AFTER, COMPARED, 'before')
    expect(compare).toBeNull()
    expect(annotations.map(({ id }) => id)).toEqual(['x', 'y', 'before:c'])
    expect(overlay(BEFORE, AFTER, COMPARED, 'swipe')).toEqual({ annotations, compare: null })
  })

  it('name what a change is about', () => {
    const { annotations, compare } = overlay(BEFORE, AFTER, COMPARED, 'both')
    const known = new Set([...annotations, ...(compare ?? [])].map(({ id }) => id))
    for (const change of COMPARED.changes) expect(known).toContain(shownId(change))
  })

  it('show the later one while nothing is known of the differences', () => {
    expect(overlay(BEFORE, AFTER, undefined, 'both').annotations).toEqual(AFTER)
  })
})
