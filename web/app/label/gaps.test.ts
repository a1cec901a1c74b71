import { describe, expect, it } from 'vitest'
import { createEditor, type Annotation, type Ontology } from '@editor'
import { gapsOf } from './gaps'

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

function gaps(annotations: readonly Annotation[]) {
  return gapsOf(
    createEditor({ ontology, item: { id: 'i', name: 'i', media: 'image', width: 10, height: 10 }, annotations }),
  )
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
