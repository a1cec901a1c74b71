import { describe, expect, it } from 'vitest'
import type { Mark } from '@editor'
import { snippetOf } from './snippet'

const range = (start: number, end: number): Mark => ({ kind: 'textRange', start, end, text: '', ink: { fill: '#f00' } })

describe('the words around a mark', () => {
  it('let it stand out, counted in characters of the whole text', () => {
    const excerpt = { start: 10, words: '🙂 Ada sat.', more: false }
    expect(snippetOf(excerpt, [range(12, 15)])).toEqual([
      { words: '… ', color: null },
      { words: '🙂 ', color: null },
      { words: 'Ada', color: '#f00' },
      { words: ' sat.', color: null },
    ])
  })

  it('begin a little before it, and say where the text goes on', () => {
    const pieces = snippetOf({ start: 0, words: `${'a'.repeat(100)}X${'b'.repeat(20)}`, more: true }, [range(100, 101)])
    expect(pieces.map(({ words }) => words)).toEqual(['… ', 'a'.repeat(56), 'X', `${'b'.repeat(20)} …`])
  })

  it('are the beginning of a text without one', () => {
    expect(snippetOf({ start: 0, words: 'Ada sat.', more: false }, [])).toEqual([{ words: 'Ada sat.', color: null }])
  })
})
