import { describe, expect, it } from 'vitest'
import { createEditor, type Annotation, type Ontology } from '@editor'
import { gapsOf, isComplete } from './gaps'

const ontology: Ontology = {
  classes: [
    { name: 'cell', type: 'box', attributes: [{ name: 'stage', kind: 'one_of', options: ['young'], required: true }] },
    { name: 'clear', type: 'tag', group: 'weather' },
  ],
  groups: [
    { name: 'weather', pick: 'one', required: true },
    { name: 'unused', pick: 'one', required: true },
  ],
}
const box: Annotation = {
  id: 'b',
  type: 'box',
  class: 'cell',
  value: { x: 1, y: 1, width: 4, height: 4 },
  attributes: {},
}
const tag: Annotation = { id: 't', type: 'tag', class: 'clear', value: {}, attributes: {} }

function editing(annotations: readonly Annotation[], asked: Ontology = ontology) {
  const item = { id: 'i', name: 'i', media: 'image', width: 10, height: 10 } as const
  return createEditor({ ontology: asked, item, annotations })
}

function gaps(annotations: readonly Annotation[]) {
  return gapsOf(editing(annotations))
}

describe('gapsOf', () => {
  it('names the object and the attribute, and the question that no tag answers', () => {
    expect(gaps([box])).toEqual([
      { kind: 'attributes', annotation: 'b', class: 'cell', names: ['stage'] },
      { kind: 'group', name: 'weather' },
    ])
  })

  it('finds nothing where all is answered', () => {
    expect(gaps([{ ...box, attributes: { stage: 'young' } }, tag])).toEqual([])
  })
})

describe('isComplete', () => {
  const aged: Annotation = { ...box, attributes: { stage: 'young' } }
  const tagging: Ontology = {
    classes: [
      { name: 'clear', type: 'tag', group: 'weather' },
      { name: 'day', type: 'tag', group: 'time' },
    ],
    groups: [{ name: 'weather', pick: 'one' }, { name: 'time' }],
  }
  const day: Annotation = { ...tag, id: 'd', class: 'day' }

  it.each([
    ['nothing', [], false],
    ['a tag without an object', [tag], false],
    ['an object without the tag', [aged], false],
    ['an object that lacks a required attribute', [box, tag], false],
    ['an object and an answer to each question', [aged, tag], true],
  ] as const)('of classes to draw and a question: %s', (_, annotations, expected) => {
    expect(isComplete(editing(annotations))).toBe(expected)
  })

  it.each([
    ['one of two questions answered', [tag], false],
    ['both answered', [tag, day], true],
  ] as const)('of questions alone: %s', (_, annotations, expected) => {
    expect(isComplete(editing(annotations, tagging))).toBe(expected)
  })

  it('of tags without questions: one is enough', () => {
    const flags: Ontology = {
      classes: [
        { name: 'clear', type: 'tag' },
        { name: 'day', type: 'tag' },
      ],
      groups: [],
    }
    expect([isComplete(editing([], flags)), isComplete(editing([day], flags))]).toEqual([false, true])
  })
})
