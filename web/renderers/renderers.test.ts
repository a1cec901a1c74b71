import { readFileSync, readdirSync } from 'node:fs'
import type { Annotation, MountedEditor } from '@editor'
import { ONTOLOGY, TestEditor, box, span, textItem } from '@editor/testing/testEditor'
import { restingMarks } from '@editor/paint'
import { pixelsOf } from '@editor/geometry/pixels'
import { labelTypes } from '@editor/labels'
import { textModel } from '@editor/text/model'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Pictures, type Picture } from './canvas/pictures'
import { readableOn } from './canvas/drawMarks'
import { hidesAnother, plateOf } from './canvas/names'
import { isOthers } from './input/keys'
import { clickCounter } from './input/pointer'
import { mountTextEditor } from './mountTextEditor'
import { svgMarkup } from './svg/svg'
import { placeOfCaret } from './text/pointer'

const TEXT = 'Ada 👩🏽‍🚀 met Zoe\u0301.\nSecond line.'

describe('a text on a page', () => {
  let host: HTMLElement
  let editor: MountedEditor

  beforeEach(() => {
    host = document.createElement('div')
    document.body.append(host)
    editor = mountTextEditor(host, { ontology: ONTOLOGY, item: textItem(TEXT), annotations: [span('a', 0, 3), span('b', 0, 8, 'place')] })
  })

  afterEach(() => {
    editor.destroy()
    host.remove()
  })

  const paragraph = (index: number): HTMLElement => {
    const found = host.querySelector<HTMLElement>(`[data-paragraph="${index}"]`)
    if (!found) throw new Error(`There is no paragraph ${index}.`)
    return found
  }
  const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve))
  const marks = (): (string | undefined)[][] =>
    [...host.querySelectorAll<HTMLElement>('mark')].map((mark) => [mark.textContent ?? '', mark.dataset.ids])

  it('holds the text and nothing else', () => {
    expect([paragraph(0).textContent, paragraph(1).textContent]).toEqual(TEXT.split('\n'))
  })

  it('marks what is covered, the outer before the inner', () => {
    expect(marks()).toEqual([['Ada', 'b a'], [' 👩🏽‍🚀', 'b']])
  })

  it('follows changes', async () => {
    editor.commands.run('select.all')
    editor.commands.run('edit.delete')
    await frame()
    expect(marks()).toEqual([])
    editor.commands.run('edit.undo')
    await frame()
    expect(marks().length).toBe(2)
  })

  it('shows the ends of the one that is selected', async () => {
    editor.select(['a'])
    await frame()
    expect([...host.querySelectorAll<HTMLElement>('.lw-end')].map(({ dataset }) => [dataset.id, dataset.end])).toEqual([['a', 'start'], ['a', 'end']])
  })

  it('shows another text when another is opened', () => {
    editor.open({ item: textItem('Other.'), annotations: [] })
    expect([paragraph(0).textContent, host.querySelectorAll('[data-paragraph]').length]).toEqual(['Other.', 1])
  })

  it('finds the character of a caret, whole characters only', () => {
    const text = textModel(TEXT)
    const piece = host.querySelectorAll('mark')[1]?.firstChild
    if (!piece) throw new Error('The second mark is empty.')
    expect(placeOfCaret(text, piece, 0)).toEqual({ offset: 3, character: 3 })
    expect(placeOfCaret(text, piece, 4)?.offset).toBe(4)
    expect(placeOfCaret(text, piece, piece.textContent?.length ?? 0)).toEqual({ offset: 8, character: 4 })
    expect(placeOfCaret(text, paragraph(1), 0)?.offset).toBe(text.paragraphs[1]?.start)
    expect(placeOfCaret(text, host, 0)).toBeNull()
  })

  it('says what is selected, and leaves nothing behind', () => {
    editor.select(['a'])
    expect(host.querySelector('[aria-live]')?.textContent).toBe('person selected: “Ada”.')
    editor.destroy()
    expect(host.childElementCount).toBe(0)
  })

  it('listens to keys, but not while somebody types, composes or works another control', () => {
    const press = (target: Element, key: string, more: KeyboardEventInit = {}): void => {
      target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }))
    }
    editor.select(['a'])
    const field = document.createElement('input')
    host.append(field)
    press(field, 'Delete')
    press(editor.element, 'Delete', { isComposing: true })
    expect(editor.document.size).toBe(2)
    press(editor.element, 'Delete')
    expect(editor.document.size).toBe(1)
  })
})

describe('keys of others', () => {
  it.each([
    ['<textarea></textarea>', 'a', true],
    ['<div contenteditable></div>', 'a', true],
    ['<div role="dialog"><p></p></div>', 'a', true],
    ['<button></button>', 'Enter', true],
    ['<button></button>', 'a', false],
    ['<div role="row"></div>', 'ArrowDown', true],
    ['<ul role="listbox"></ul>', 'Delete', true],
    ['<ul role="listbox" data-keys="shared"></ul>', 'Delete', false],
    ['<div></div>', 'ArrowDown', false],
    ['<input type="checkbox">', 'x', false],
  ] as const)('in %s, %s: %s', (html, key, expected) => {
    const host = document.createElement('div')
    host.innerHTML = html
    let others: boolean | null = null
    host.addEventListener('keydown', (event) => (others = isOthers(event)))
    const target = host.querySelector('p') ?? host.firstElementChild
    target?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
    expect(others).toBe(expected)
  })
})

describe('clicks', () => {
  it('count in quick succession at one place', () => {
    const clicks = clickCounter()
    const at = { x: 10, y: 10 }
    expect([clicks.down(at, 0), clicks.down(at, 200), clicks.down({ x: 50, y: 10 }, 300), clicks.down({ x: 50, y: 10 }, 900)]).toEqual([1, 2, 1, 1])
  })
})

describe('SVG', () => {
  it('draws annotations of every type at the size of their item', () => {
    const marks = restingMarks([box('a', 10, 20, 30, 40)], ONTOLOGY, labelTypes())
    expect(svgMarkup(marks, { width: 400, height: 300 })).toBe(
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300" preserveAspectRatio="xMidYMid meet" aria-hidden="true">' +
        '<path d="M10 20L40 20L40 60L10 60Z" fill="#e53e3e" fill-opacity="0.15" fill-rule="evenodd" stroke="#e53e3e" ' +
        'stroke-width="1.5" vector-effect="non-scaling-stroke" opacity="1"/></svg>',
    )
  })

  it('lets nothing through that could be more than a drawing', () => {
    const evil = '"><script>alert(1)</script>'
    const marks = [
      { kind: 'text', at: { x: 0, y: 0 }, text: evil, ink: { fill: evil } },
      { kind: 'rectangle', x: NaN, y: 0, width: 1, height: 1, angle: 0, ink: { stroke: evil } },
    ] as const
    expect(svgMarkup(marks, { width: 1, height: 1 })).not.toMatch(/<script|NaN/u)
  })

  it('draws ellipses as such, turned about their centre', () => {
    const ellipse = { kind: 'ellipse', cx: 50, cy: 40, rx: 30, ry: 20, angle: 15, ink: { stroke: '#000000' } } as const
    expect(svgMarkup([ellipse], { width: 100, height: 80 })).toContain('<ellipse cx="50" cy="40" rx="30" ry="20" transform="rotate(15 50 40)" fill="none"')
    expect(svgMarkup([{ ...ellipse, angle: 0 }], { width: 100, height: 80 })).not.toContain('rotate')
  })

  it('draws pixels as runs', () => {
    const mark = { kind: 'raster', pixels: pixelsOf({ x: 5, y: 5, width: 3, height: 2, counts: [1, 3, 2] }), ink: {} } as const
    expect(svgMarkup([mark], { width: 9, height: 9 })).toContain('d="M6 5h2v1h-2ZM5 6h1v1h-1Z"')
  })
})

describe('pictures', () => {
  const picture: Picture = { source: {} as CanvasImageSource, width: 1, height: 1 }

  it('are fetched once, and at hand when asked for again', async () => {
    const urls: string[] = []
    const kept = new Pictures(async (url) => (urls.push(url), picture))
    await Promise.all([kept.get('a'), kept.get('a')])
    expect([urls, kept.peek('a'), kept.peek('b')]).toEqual([['a'], picture, null])
  })

  it('are let go when there are many', async () => {
    const kept = new Pictures(async () => picture)
    for (let i = 0; i < 20; i++) await kept.get(`p${i}`)
    expect([kept.peek('p0'), kept.peek('p19')]).toEqual([null, picture])
  })

  it('are asked for again after a failure', async () => {
    let calls = 0
    const kept = new Pictures(async () => {
      if (calls++ === 0) throw new DOMException('Gone')
      return picture
    })
    await expect(kept.get('a')).rejects.toThrow('Gone')
    expect(await kept.get('a')).toBe(picture)
  })
})

describe('names', () => {
  it.each([['#ffffff', '#111111'], ['#000', '#ffffff'], ['#f0e442', '#111111'], ['#0072b2', '#ffffff']])('can be read on %s', (fill, ink) => {
    expect(readableOn(fill)).toBe(ink)
  })
})

describe('the house', () => {
  const read = (folder: string): { readonly name: string; readonly source: string }[] =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.includes('.test.') && !name.startsWith('testing'))
      .map((name) => ({ name, source: readFileSync(`${folder}/${name}`, 'utf8') }))
  const here = import.meta.dirname
  const files = [...read(here), ...read(`${here}/../editor`)]

  it('has no branch on a label type outside that type', () => {
    const types = [...labelTypes().keys()].join('|')
    const branch = new RegExp(`\\.type\\s*[!=]==\\s*['"](?:${types})['"]|switch \\([^)]*\\.type\\)[^]{0,2000}?case ['"](?:${types})['"]`, 'u')
    expect(files.filter(({ source }) => branch.test(source)).map(({ name }) => name)).toEqual([])
  })

  it('would notice one', () => {
    const branch = /\.type\s*[!=]==\s*['"](?:box|span)['"]|switch \([^)]*\.type\)[^]{0,2000}?case ['"](?:box|span)['"]/u
    expect(branch.test("if (annotation.type === 'box') return")).toBe(true)
    expect(branch.test("switch (mark.type) { case 'text': break; case 'span': return }")).toBe(true)
    expect(branch.test("switch (view.kind) { case 'box': return }")).toBe(false)
  })

  it('keeps the kernel without a DOM and without a framework', () => {
    const foreign = /\b(?:window\.|HTMLElement|document\.(?:createElement|querySelector|body))|from '(?:react|@mantine|@tanstack|@renderers|@app|@ui|@client)/u
    // `api.ts` only names the type of the element that a mounted editor has.
    expect(read(`${here}/../editor`).filter(({ name, source }) => name !== 'api.ts' && foreign.test(source)).map(({ name }) => name)).toEqual([])
  })

  it('keeps files small', () => {
    expect(files.filter(({ source }) => source.split('\n').length > 500).map(({ name }) => name)).toEqual([])
  })
})

describe('names on the canvas', () => {
  const SMALL = box('small', 100, 88, 20, 10)
  const LARGE = box('large', 60, 20, 200, 72)

  /** Whether the name of a box whose upper left corner lies at 100, 100 would hide another box above it. */
  const hides = (other: Annotation): boolean => {
    const editor = new TestEditor({ annotations: [box('own', 100, 100, 50, 50), other] })
    const [name] = editor.scene.marks('own').filter((mark) => mark.kind === 'text')
    if (!name) throw new Error('The box has no name.')
    return hidesAnother(editor.scene, 'own', plateOf(name, 40, 16))
  }

  it('are left out where they would lie over a small object, not where they touch a large one', () => {
    expect([hides(SMALL), hides(LARGE)]).toEqual([true, false])
  })

  it('may lie over what is hidden', () => {
    const editor = new TestEditor({ annotations: [box('own', 100, 100, 50, 50), SMALL] })
    editor.set({ hidden: new Set(['small']) })
    expect(hidesAnother(editor.scene, 'own', { minX: 100, minY: 84, maxX: 140, maxY: 100 })).toBe(false)
  })
})
