import { describe, expect, it } from 'vitest'
import type { Thread } from '@client/types'
import { TestEditor, box, span, textItem } from '@editor/testing/testEditor'
import { heldOn, pinsOf, placeText } from './places'

const thread = (id: string, more: Partial<Thread> = {}): Thread => ({ id, resolved: false, comments: [], ...more })

describe('pins', () => {
  const editor = new TestEditor({ annotations: [box('a', 10, 20, 30, 40)] })

  it('stand at their places and at the corners of what they are on, numbered as the threads are', () => {
    const threads = [thread('0'), thread('1', { point: { x: 5, y: 6 } }), thread('2', { annotation_id: 'a' })]
    expect(pinsOf(editor, threads, null).map(({ number, place }) => [number, place])).toEqual([
      [2, { x: 5, y: 6 }],
      [3, { x: 40, y: 20 }],
    ])
  })

  it('go with what they were on, and when they are settled, unless they are being read', () => {
    const threads = [thread('1', { annotation_id: 'gone' }), thread('2', { point: { x: 1, y: 2 }, resolved: true })]
    expect(pinsOf(editor, threads, null)).toEqual([])
    expect(pinsOf(editor, threads, '2').map(({ number }) => number)).toEqual([2])
  })

  it('of a text stand at a word or at a span', () => {
    const text = new TestEditor({ item: textItem('Ada met Zoe.'), annotations: [span('s', 8, 11)] })
    const threads = [thread('1', { point: { x: 0, y: 3 } }), thread('2', { annotation_id: 's' })]
    const places = pinsOf(text, threads, null).map(({ place }) => place)
    expect(places.map((place) => placeText(text, place))).toEqual(['“Ada”', '“Zoe”'])
  })

  it('are held on the picture', () => {
    expect(heldOn(editor, { x: -4, y: 900 })).toEqual({ x: 0, y: 300 })
    expect(placeText(editor, { x: 12.6, y: 7.2 })).toBe('13, 7')
  })
})
