import { describe, expect, it } from 'vitest'
import type { Annotation } from '@editor'
import type { Bundle } from '@client/types'
import { agrees, dropped, ghostsOf, taken, voicesOf } from './adjudicate'

const box = (id: string, cls: string, x: number): Annotation => ({
  id,
  type: 'box',
  class: cls,
  value: { x, y: 0, width: 10, height: 10 },
  attributes: { x },
})
const fused = box('f', 'car', 5)
const adas = box('1', 'car', 4)
const bos = box('1', 'truck', 6)
const bosAlone = box('2', 'car', 90)

const bundle = {
  judged: { answer_id: 'c', annotator: null, annotations: [fused] },
  compared: [
    { answer_id: 'a', annotator: { id: 'u1', name: 'Ada' }, annotations: [adas] },
    { answer_id: 'b', annotator: { id: 'u2', name: 'Bo' }, annotations: [bos, bosAlone] },
  ],
  things: [
    [
      [0, 'f'],
      [1, '1'],
      [2, '1'],
    ],
    [[2, '2']],
  ],
} as unknown as Bundle

const voices = voicesOf(bundle, 'Consensus', 'Model')
if (!voices) throw new Error('nothing to compare')
const [shared, alone] = voices.things
if (!shared || !alone) throw new Error('a thing is missing')

describe('answers side by side', () => {
  it('has a column for the consensus and each person, and a row for each thing', () => {
    expect(voices.names).toEqual(['Consensus', 'Ada', 'Bo'])
    expect(shared).toEqual({ id: 'f', said: [fused, adas, bos] })
    expect(alone.said).toEqual([undefined, undefined, bosAlone])
  })

  it('knows a thing that is not in the consensus by an id of its own, the same each time', () => {
    expect(alone.id).toBe('b-2')
    expect(voicesOf(bundle, 'Consensus', 'Model')?.things[1]?.id).toBe('b-2')
  })

  it('is there only where a stage compares', () => {
    expect(voicesOf({ ...bundle, compared: [] }, 'Consensus', 'Model')).toBeNull()
  })

  it('shows what people said as ghosts with their names, of one thing where one is chosen', () => {
    expect(ghostsOf(voices, null).map(({ id, annotator }) => [id, annotator])).toEqual([
      ['f:1', 'Ada'],
      ['f:2', 'Bo'],
      ['b-2:2', 'Bo'],
    ])
    expect(ghostsOf(voices, alone).map(({ id }) => id)).toEqual(['b-2:2'])
  })
})

describe('taking what somebody said', () => {
  const after = (...args: Parameters<typeof taken>) => taken(...args)?.ops[0]?.after

  it('takes all of it under the id of the thing', () => {
    expect(after(shared, 'Bo', bos, 'all', fused)).toEqual({ ...bos, id: 'f' })
    expect(after(alone, 'Bo', bosAlone, 'all', undefined)).toEqual({ ...bosAlone, id: 'b-2' })
  })

  it('takes one respect and leaves the others', () => {
    expect(after(shared, 'Bo', bos, 'class', fused)).toEqual({ ...fused, class: 'truck' })
    expect(after(shared, 'Bo', bos, 'shape', fused)).toEqual({ ...fused, value: bos.value })
    expect(after(shared, 'Ada', adas, 'attributes', fused)).toEqual({ ...fused, attributes: { x: 4 } })
  })

  it('takes all where nothing stands yet, whatever respect is asked for', () => {
    expect(after(alone, 'Bo', bosAlone, 'class', undefined)).toEqual({ ...bosAlone, id: 'b-2' })
  })

  it('changes nothing where that cannot be, or stands already', () => {
    const tag: Annotation = { id: 't', type: 'tag', class: 'night', value: {}, attributes: {} }
    expect(taken(shared, 'Bo', tag, 'class', fused)).toBeNull()
    expect(taken(shared, 'Bo', bos, 'attributes', fused)).toBeNull()
    expect(taken(shared, 'Ada', { ...fused, id: 'other' }, 'all', fused)).toBeNull()
  })

  it('leaves a thing out as who did not see it, or outright', () => {
    expect(taken(shared, 'Ada', undefined, 'all', fused)?.ops).toEqual([{ id: 'f', before: fused, after: null }])
    expect(dropped(shared, fused)?.ops[0]?.after).toBeNull()
    expect(dropped(alone, undefined)).toBeNull()
  })

  it('says who agrees with what stands, without looking at ids', () => {
    expect(agrees({ ...fused, id: 'x' }, fused)).toBe(true)
    expect(agrees(bos, fused)).toBe(false)
    expect(agrees(undefined, undefined)).toBe(true)
  })
})
