/** Steps of undo: what they take, what they lead to, and what is left of them when others have changed something. */
import { describe, expect, it } from 'vitest'
import type { Annotation, Op, Patch } from '../model'
import { Document } from './document'
import { History } from './history'
import { packed } from './packed'

type Pair = readonly [number, number]

function outline(id: string, ring: readonly Pair[]): Annotation {
  return { id, type: 'polygon', class: 'roof', value: { parts: [[ring]] }, attributes: {} }
}

function round(count: number): Pair[] {
  return Array.from({ length: count }, (_, i): Pair => [i, (i * 7) % 50])
}

function patchOf(...ops: readonly Op[]): Patch {
  return { ops, origin: 'local', label: 'Change' }
}

/** A document with its history, in which a step is done, undone or redone. */
function workshop(...annotations: readonly Annotation[]) {
  const document = new Document(annotations)
  const history = new History()
  const get = (id: string): Annotation | undefined => document.get(id)
  return {
    document,
    change(after: Annotation): void {
      const patch = patchOf({ id: after.id, before: document.get(after.id) ?? null, after })
      document.apply(patch)
      history.push(patch, 0)
    },
    step(which: 'undo' | 'redo'): readonly string[] | null {
      const stepped = history[which](get)
      if (stepped) document.apply(stepped.patch)
      return stepped && stepped.lost
    },
  }
}

describe('hundreds of steps', () => {
  const ring = round(5000)
  /** A corner moves, then all of them, then one goes, then one comes. */
  const states = [
    outline('a', ring),
    outline('a', ring.with(700, [1.25, 2])),
    outline('a', ring.map(([x, y]): Pair => [x + 0.5, y + 3])),
    outline('a', ring.toSpliced(100, 1)),
    { ...outline('a', ring.toSpliced(100, 0, [5, 5])), class: 'lane', note: 'n' },
  ]

  it('lead back and forth again through every state', () => {
    const { document, change, step } = workshop(states[0] as Annotation)
    for (const state of states.slice(1)) change(state)
    for (const state of states.slice(0, -1).toReversed()) {
      expect(step('undo')).toEqual([])
      expect(document.get('a')).toEqual(state)
    }
    expect(step('undo')).toBeNull()
    for (const state of states.slice(1)) {
      expect(step('redo')).toEqual([])
      expect(document.get('a')).toEqual(state)
    }
    expect(step('redo')).toBeNull()
  })

  it('take no more than what they changed of long values', () => {
    const one = patchOf({ id: 'a', before: states[0] ?? null, after: states[1] ?? null })
    const all = patchOf({ id: 'a', before: states[0] ?? null, after: states[2] ?? null })
    for (const patch of [one, all]) expect(JSON.stringify(packed(patch)).length).toBeLessThan(500)
  })

  it('keep whole what would not come back to the last digit', () => {
    const before = outline('a', ring.map(([x, y]): Pair => [x + 0.123456, y]))
    const after = outline('a', ring.map(([x, y]): Pair => [x + 10.12, y]))
    const { document, change, step } = workshop(before)
    change(after)
    step('undo')
    expect(document.get('a')).toEqual(before)
    step('redo')
    expect(document.get('a')).toEqual(after)
  })
})

describe('a step onto what somebody else has changed', () => {
  it.each([
    ['in the same place', outline('a', round(200).with(3, [9, 9]))],
    ['beside its value', { ...outline('a', round(200).with(3, [1, 1])), note: 'mine' }],
  ])('is left out and named: %s', (_, theirs) => {
    const { document, change, step } = workshop(outline('a', round(200)))
    change(outline('a', round(200).with(3, [1, 1])))
    document.apply(patchOf({ id: 'a', before: document.get('a') ?? null, after: theirs }))
    expect(step('undo')).toEqual(['a'])
    expect(document.get('a')).toEqual(theirs)
  })

  it('is left out where it is gone', () => {
    const { document, change, step } = workshop(outline('a', round(200)))
    change(outline('a', round(200).with(3, [1, 1])))
    document.apply(patchOf({ id: 'a', before: document.get('a') ?? null, after: null }))
    expect(step('undo')).toEqual(['a'])
  })
})
