import { describe, expect, it } from 'vitest'
import type { SpecDocument } from '@client/types'
import {
  addClass,
  answersGroups,
  changeClass,
  emptyDocument,
  gaps,
  kindOf,
  moveClass,
  optionsFrom,
  removeClass,
  tidy,
  withKind,
  withMedia,
} from './edit'

const cells: SpecDocument = {
  ...emptyDocument(),
  name: 'Cells',
  classes: [
    { name: 'cell', type: 'box', key: '1', color: '#0072b2' },
    { name: 'red', type: 'box', parent: 'cell' },
    { name: 'clear', type: 'tag' },
  ],
}

describe('classes of a document', () => {
  it('gives a new class the first free key, a free colour and the type its medium draws', () => {
    const added = addClass(cells, 'white').classes.at(-1)
    expect(added).toEqual({ name: 'white', type: 'box', key: '2', color: '#d55e00' })
  })

  it('carries a new name to the children', () => {
    const renamed = changeClass(cells, 0, { name: 'blood cell' })
    expect(renamed.classes.map((cls) => [cls.name, cls.parent])).toEqual([
      ['blood cell', undefined],
      ['red', 'blood cell'],
      ['clear', undefined],
    ])
  })

  it('makes the children of a removed class roots', () => {
    expect(removeClass(cells, 0).classes).toEqual([
      { name: 'red', type: 'box' },
      { name: 'clear', type: 'tag' },
    ])
  })

  it('drops keys that say nothing', () => {
    expect(changeClass(cells, 1, { parent: '', description: '' }).classes[1]).toEqual({ name: 'red', type: 'box' })
    expect(tidy({ a: '', b: [], c: false, d: 0, e: undefined, f: 'x' })).toEqual({ d: 0, f: 'x' })
  })

  it('moves within bounds only', () => {
    expect(moveClass(cells, 2, 0).classes.map((cls) => cls.name)).toEqual(['clear', 'cell', 'red'])
    expect(moveClass(cells, 0, -1)).toBe(cells)
  })

  it('lets tags answer the questions of groups, and nothing that has a place', () => {
    expect(['tag', 'box', 'span', 'unknown'].filter(answersGroups)).toEqual(['tag'])
  })

  it('keeps tags when the medium changes and turns boxes into spans', () => {
    expect(withMedia(cells, 'text').classes.map((cls) => cls.type)).toEqual(['span', 'span', 'tag'])
  })
})

describe('attributes of a class', () => {
  it('names the kind by its key', () => {
    expect(kindOf({ name: 'touching', boolean: true })).toBe('boolean')
    expect(kindOf({ name: 'stage', one_of: ['a'] })).toBe('one_of')
  })

  it('carries options from one choice to the other and drops a default that no longer fits', () => {
    expect(withKind({ name: 'stage', one_of: ['young', 'old'], required: true, default: 'young' }, 'any_of')).toEqual({
      name: 'stage',
      any_of: ['young', 'old'],
      required: true,
    })
    expect(withKind({ name: 'stage', one_of: ['young'] }, 'number')).toEqual({ name: 'stage', number: true })
  })

  it('carries a key to a kind that a key can answer, and drops it otherwise', () => {
    expect(withKind({ name: 'stage', one_of: ['young'], key: 's' }, 'boolean')).toEqual({
      name: 'stage',
      boolean: true,
      key: 's',
    })
    expect(withKind({ name: 'stage', one_of: ['young'], key: 's' }, 'text')).toEqual({ name: 'stage', text: true })
  })

  it('reads options without blanks and repetitions', () => {
    expect(optionsFrom(' young, old,, young\nancient ')).toEqual(['young', 'old', 'ancient'])
  })
})

describe('gaps', () => {
  it('lists what keeps a document from being saved', () => {
    expect(gaps(emptyDocument())).toEqual(['name', 'classes'])
    expect(gaps(cells)).toEqual([])
    expect(gaps({ ...cells, classes: [...cells.classes, { name: 'red', type: 'box' }] })).toEqual(['twice'])
  })
})
