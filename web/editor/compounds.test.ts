import { describe, expect, it } from 'vitest'
import type { Annotation } from './model'
import { TestEditor, box, span, textItem } from './testing/testEditor'

const RIG = { compound: 'rig' }
/** A car with its plate, and one that has nothing to do with them. */
const CARS: readonly Annotation[] = [{ ...box('car', 20, 20, 100, 60), ...RIG }, { ...box('plate', 60, 60, 20, 8), ...RIG }, box('other', 250, 200, 40, 40)]

function choosing(annotations: readonly Annotation[] = CARS): TestEditor {
  const editor = new TestEditor({ annotations })
  editor.set({ tool: 'select' })
  return editor
}

const chosen = (editor: TestEditor): string[] => [...editor.state.selection]
const compounds = (editor: TestEditor): (string | undefined)[] => editor.document.all().map(({ compound }) => compound)

describe('what belongs together', () => {
  it('is chosen by a click on any of it, and one alone by a second click', () => {
    const editor = choosing().click(100, 70)
    expect(chosen(editor)).toEqual(['car', 'plate'])
    editor.click(100, 70)
    expect(chosen(editor)).toEqual(['car'])
    editor.click(270, 220).click(70, 64)
    expect(chosen(editor)).toEqual(['car', 'plate'])
    editor.click(70, 64)
    expect(chosen(editor)).toEqual(['plate'])
  })

  it('gives way to one alone with Alt, whatever is chosen', () => {
    const editor = choosing().click(100, 70, { alt: true })
    expect(chosen(editor)).toEqual(['car'])
    editor.click(270, 220).click(100, 70)
    editor.click(100, 70, { alt: true })
    expect(chosen(editor)).toEqual(['car'])
  })

  it('comes and goes as a whole with Shift, and with a rubber band that touches some of it', () => {
    const editor = choosing().click(270, 220).click(100, 70, { shift: true })
    expect(chosen(editor)).toEqual(['other', 'car', 'plate'])
    editor.click(70, 64, { shift: true })
    expect(chosen(editor)).toEqual(['other'])
    editor.drag([5, 5], [30, 30])
    expect(chosen(editor)).toEqual(['car', 'plate'])
  })

  it('leaves out what is locked or hidden', () => {
    const editor = choosing()
    editor.set({ locked: new Set(['plate']) })
    expect(chosen(editor.click(100, 70))).toEqual(['car'])
    editor.set({ locked: new Set(), hidden: new Set(['plate']) })
    expect(chosen(editor.click(390, 290).click(100, 70))).toEqual(['car'])
  })

  it('moves together', () => {
    const editor = choosing().drag([100, 70], [110, 75])
    expect(editor.values().slice(0, 2)).toEqual([
      { x: 30, y: 25, width: 100, height: 60 },
      { x: 70, y: 65, width: 20, height: 8 },
    ])
  })

  it('is chosen by a click on a text as well', () => {
    const editor = new TestEditor({ item: textItem('Ada met Bob.'), annotations: [{ ...span('a', 0, 3), ...RIG }, { ...span('b', 8, 11), ...RIG }] })
    editor.set({ tool: 'select' })
    editor.offset('down', 1).offset('up', 1)
    expect(chosen(editor)).toEqual(['a', 'b'])
    editor.offset('down', 1).offset('up', 1)
    expect(chosen(editor)).toEqual(['a'])
  })

  it('has a thin frame around it while some of it is chosen or below the pointer', () => {
    const editor = choosing()
    const frames = (): unknown[] => editor.scene.active().filter((mark) => mark.kind === 'rectangle' && mark.ink.dashed === true)
    expect(frames()).toEqual([])
    editor.glide(100, 70)
    expect(frames()).toMatchObject([{ x: 14, y: 14, width: 112, height: 72 }])
    editor.glide(390, 290)
    editor.select(['plate'])
    expect(frames().length).toBe(1)
  })
})

describe('grouping', () => {
  it('makes a compound of what is selected, in one step', () => {
    const editor = choosing([box('a', 10, 10, 20, 20), box('b', 50, 50, 20, 20), box('c', 90, 90, 20, 20)])
    editor.select(['a', 'c'])
    expect(editor.press('Ctrl+g')).toBe(true)
    expect(compounds(editor)).toEqual(['new1', undefined, 'new1'])
    expect(editor.document.together('c')).toEqual(['a', 'c'])
    expect(editor.commands.enabled('edit.group')).toBe(false)
    editor.press('Ctrl+z')
    expect(compounds(editor)).toEqual([undefined, undefined, undefined])
    expect(editor.document.together('c')).toEqual(['c'])
  })

  it('takes a compound apart, and lets what alone is left of it go as well', () => {
    const editor = choosing()
    editor.select(['plate'])
    editor.press('Ctrl+Shift+g')
    expect(compounds(editor)).toEqual([undefined, undefined, undefined])
  })

  it('leaves the rest together when one of three goes', () => {
    const editor = choosing([...CARS, { ...box('third', 300, 10, 20, 20), ...RIG }])
    editor.select(['third'])
    editor.commands.run('edit.ungroup')
    expect(compounds(editor)).toEqual(['rig', 'rig', undefined, undefined])
  })

  it('selects the rest of what one is of', () => {
    const editor = choosing()
    editor.select(['plate'])
    editor.press('Alt+g')
    expect(chosen(editor)).toEqual(['car', 'plate'])
    expect(editor.commands.enabled('select.compound')).toBe(false)
  })

  it('leaves tags alone, which are of the whole item', () => {
    const sun: Annotation = { id: 's', type: 'tag', class: 'sun', value: {}, attributes: {} }
    const editor = choosing([sun, box('a', 10, 10, 20, 20)])
    editor.select(['s', 'a'])
    expect(editor.commands.enabled('edit.group')).toBe(false)
  })
})

describe('copies of a compound', () => {
  it('are one of their own', () => {
    const editor = choosing()
    editor.select(['car', 'plate', 'other'])
    editor.commands.run('edit.duplicate')
    const [, , , first, second, third] = compounds(editor)
    expect(first).toBeDefined()
    expect([first === 'rig', second === first, third]).toEqual([false, true, undefined])
  })

  it('belong to nothing where one was copied alone', () => {
    const editor = choosing()
    editor.select(['plate'])
    editor.commands.run('edit.copy')
    editor.commands.run('edit.paste')
    expect(compounds(editor)).toEqual(['rig', 'rig', undefined, undefined])
  })

  it('come to where the menu was asked for, as they lay to one another', () => {
    const editor = choosing()
    editor.select(['car', 'plate'])
    editor.commands.run('edit.copy')
    editor.commands.run('edit.paste-here', { x: 200, y: 150 })
    expect(editor.values().slice(3)).toEqual([
      { x: 150, y: 120, width: 100, height: 60 },
      { x: 190, y: 160, width: 20, height: 8 },
    ])
  })
})
