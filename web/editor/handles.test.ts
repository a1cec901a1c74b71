import { describe, expect, it } from 'vitest'
import { titleMarks } from './handles'
import type { Handle } from './label'
import { TestEditor, box } from './testing/testEditor'

const joint = (title: string, x: number, y: number): Handle => ({ name: title, title, at: { x, y }, shape: 'none', cursor: 'move' })
const shown = (handles: readonly Handle[], current: string | null, scale: number): unknown[] =>
  titleMarks(handles, current, scale).map((mark) => mark.kind === 'text' && mark.text)

describe('titles of handles', () => {
  const body = [joint('nose', 100, 100), joint('left eye', 120, 100), joint('foot', 100, 400)]

  it('stand where they hide neither a handle nor one another', () => {
    expect(shown(body, null, 1)).toEqual(['left eye', 'foot'])
  })

  it('stand all of them where the zoom gives room', () => {
    expect(shown(body, null, 4)).toEqual(['nose', 'left eye', 'foot'])
  })

  it('stand in any case for the handle below the pointer, which is heard first', () => {
    expect(shown(body, 'nose', 1)).toEqual(['nose', 'foot'])
  })
})

describe('the name of an object', () => {
  const nameAt = (editor: TestEditor): number[] => editor.scene.active().flatMap((mark) => (mark.kind === 'text' ? [mark.at.y] : []))

  it('stands above its handles, at any zoom, and at its corner where it has none', () => {
    const editor = new TestEditor({ annotations: [box('a', 100, 100, 80, 60)] })
    editor.select(['a'])
    editor.setCamera({ x: 0, y: 0, scale: 2 })
    expect(nameAt(editor)).toEqual([97])
    editor.set({ locked: new Set(['a']) })
    expect(nameAt(editor)).toEqual([100])
  })
})
