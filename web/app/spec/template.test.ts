import { describe, expect, it } from 'vitest'
import {
  changedPoint,
  joined,
  movedPoint,
  paired,
  pairedByName,
  partnerOf,
  placesOf,
  renamedPoint,
  reordered,
  templateOf,
  withPoint,
  withoutPoint,
  type Template,
} from './template'

const face: Template = {
  points: [{ name: 'nose' }, { name: 'left eye', sigma: 0.025 }, { name: 'right eye' }],
  skeleton: [
    ['nose', 'left eye'],
    ['nose', 'right eye'],
  ],
  pairs: [['left eye', 'right eye']],
}

describe('a template', () => {
  it('is read from a document, whatever stands there', () => {
    expect(templateOf({})).toEqual({ points: [], skeleton: [], pairs: [] })
    expect(
      templateOf({
        points: [{ name: 'a', at: [0, 1], color: '' }, 3, { at: [0, 0] }],
        skeleton: [['a'], ['a', 'b']],
        pairs: 'x',
      }),
    ).toEqual({
      points: [{ name: 'a', at: [0, 1] }],
      skeleton: [['a', 'b']],
      pairs: [],
    })
  })

  it('carries a new name to lines and pairs', () => {
    const renamed = renamedPoint(face, 1, 'eye')
    expect([renamed.points[1]?.name, renamed.skeleton[0], renamed.pairs[0]]).toEqual([
      'eye',
      ['nose', 'eye'],
      ['eye', 'right eye'],
    ])
  })

  it('loses with a point its lines and its pair', () => {
    expect(withoutPoint(face, 2)).toEqual({
      points: face.points.slice(0, 2),
      skeleton: [['nose', 'left eye']],
      pairs: [],
    })
  })

  it('joins two points and parts them again, in either order, and no point with itself', () => {
    const once = joined(face, 'left eye', 'right eye')
    expect(once.skeleton.length).toBe(3)
    expect(joined(once, 'right eye', 'left eye').skeleton).toEqual(face.skeleton)
    expect(joined(face, 'nose', 'nose')).toBe(face)
  })

  it('has each point in one pair at most', () => {
    const other = paired(face, 'nose', 'left eye')
    expect([other.pairs, partnerOf(other, 'nose'), partnerOf(other, 'right eye')]).toEqual([
      [['nose', 'left eye']],
      'left eye',
      '',
    ])
    expect(paired(face, 'left eye', '').pairs).toEqual([])
  })

  it('finds pairs by their names', () => {
    const bare: Template = {
      points: ['left eye', 'right eye', 'l_ear', 'r_ear', 'nose', 'left ankle'].map((name) => ({ name })),
      skeleton: [],
      pairs: [],
    }
    expect(pairedByName(bare).pairs).toEqual([
      ['left eye', 'right eye'],
      ['l_ear', 'r_ear'],
    ])
  })

  it('gives places to all points or to none', () => {
    expect(withPoint(face).points.at(-1)).toEqual({ name: 'point 4' })
    const moved = movedPoint(face, 0, [1.4, -2])
    expect(moved.points[0]?.at).toEqual([1, 0])
    expect(moved.points.every(({ at }) => at !== undefined)).toBe(true)
    expect(placesOf(moved).slice(1)).toEqual(placesOf(face).slice(1))
    expect(withPoint(moved).points.at(-1)).toEqual({ name: 'point 4', at: [0.5, 0.5] })
  })

  it('gives a new point a name that none has', () => {
    const points = [{ name: 'point 2' }]
    expect(withPoint({ points, skeleton: [], pairs: [] }).points.map(({ name }) => name)).toEqual([
      'point 2',
      'point 3',
    ])
  })

  it('keeps the order within bounds, and leaves out what is empty', () => {
    expect(reordered(face, 2, 0).points.map(({ name }) => name)).toEqual(['right eye', 'nose', 'left eye'])
    expect(reordered(face, 0, 3)).toBe(face)
    expect(changedPoint(face, 1, { sigma: undefined, color: '#fff' }).points[1]).toEqual({
      name: 'left eye',
      color: '#fff',
    })
  })
})
