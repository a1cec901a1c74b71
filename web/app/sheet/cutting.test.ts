import { describe, expect, it } from 'vitest'
import type { SheetCell } from '@client/queries/sheet'
import { cutsOf, frameOf } from './cutting'

const SIZE = { width: 1000, height: 800 }

const cell = (id: string, bounds: SheetCell['bounds'], more: Partial<SheetCell> = {}): SheetCell => ({
  task_id: 't',
  answer_id: 'b',
  annotation: { id, type: 'box', class: 'car', value: {}, attributes: {} },
  seq: 1,
  name: 'a.jpg',
  item_id: 'i',
  thumbnail: '/api/v1/items/i/thumbnail',
  ...SIZE,
  bounds,
  excerpt: null,
  annotator: null,
  at: '2026-11-28T08:00:00Z',
  wrong: null,
  judge: true,
  ...more,
})

describe('the part of a picture that a tile shows', () => {
  it('is a square of whole pixels around the annotation, with a margin that grows with it', () => {
    expect(frameOf([300, 300, 400, 350], SIZE)).toEqual({ minX: 280, minY: 255, maxX: 420, maxY: 395 })
    expect(frameOf([300.4, 300, 400.2, 350], SIZE)).toEqual({ minX: 280, minY: 255, maxX: 420, maxY: 395 })
  })

  it('lies in the picture where it fits', () => {
    expect(frameOf([0, 0, 10, 10], SIZE)).toEqual({ minX: 0, minY: 0, maxX: 24, maxY: 24 })
    expect(frameOf([990, 790, 1000, 800], SIZE)).toEqual({ minX: 976, minY: 776, maxX: 1000, maxY: 800 })
  })

  it('is all of it where the annotation has no place or fills it', () => {
    expect(frameOf(null, SIZE)).toEqual({ minX: 0, minY: -100, maxX: 1000, maxY: 900 })
    expect(frameOf([0, 0, 1000, 800], SIZE)).toEqual({ minX: -200, minY: -300, maxX: 1200, maxY: 1100 })
  })
})

describe('what tiles are cut from', () => {
  it('is the thumbnail that all tiles of a picture share, while that is fine enough', () => {
    const one = cell('1', [130, 230, 270, 370])
    expect(cutsOf([one], 150).get('t:1')).toEqual({
      url: '/api/v1/items/i/thumbnail?size=512',
      left: -102 / 196,
      top: -202 / 196,
      width: 1000 / 196,
      height: 800 / 196,
    })
    expect(cutsOf([one], 300).get('t:1')?.url).toBe('/api/v1/items/i/thumbnail?size=1024')
  })

  it('is a row of cutouts of each picture where small things lie in large ones', () => {
    const large = { width: 8000, height: 6000 }
    const other = { ...large, item_id: 'j', thumbnail: '/api/v1/items/j/thumbnail' }
    const cells = [
      cell('1', [100, 200, 150, 250], large),
      cell('2', [0, 0, 50, 50], other),
      cell('3', [900, 900, 950, 920], large),
    ]
    const cuts = cutsOf(cells, 200)
    const url = '/api/v1/items/i/cutouts?squares=90,190,70_890,875,70&size=128'
    expect([cuts.get('t:1'), cuts.get('t:3')]).toEqual([
      { url, left: -0, top: 0, width: 2, height: 1 },
      { url, left: -1, top: 0, width: 2, height: 1 },
    ])
    expect(cuts.get('t:2')?.url).toBe('/api/v1/items/j/cutouts?squares=0,0,70&size=128')
  })

  it('is nothing where there is no picture', () => {
    expect(cutsOf([cell('1', null, { thumbnail: null })], 150).size).toBe(0)
  })
})
