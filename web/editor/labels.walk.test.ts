/** Every label type on images stands whatever is done to it, in any order, and all of it can be undone. */
import { describe, expect, it } from 'vitest'
import { boundsOf } from './geometry/geometry'
import { labelTypes } from './labels'
import type { Class } from './model'
import { same } from './store/same'
import { randomFrom } from './testing/random'
import { TestEditor } from './testing/testEditor'

const STEPS = 1500
const CASES = import.meta.glob<{ readonly label: string; readonly class: Class }>('../../src/labelwright/labels/*/cases.json', { eager: true, import: 'default' })
const TYPES = labelTypes()
const DRAWN = Object.values(CASES).filter(({ label }) => TYPES.get(label)?.media.includes('image') && TYPES.get(label)?.constant === undefined)
const KEYS = [
  'Delete', 'Backspace', 'Escape', 'Enter', 'n', 'v', '0', '1', '2', 'e', 'm', 'p', 't', 'u', 'w', 'k', '.', ',', 'ArrowLeft', 'Shift+ArrowDown',
  'Ctrl+z', 'Ctrl+z', 'Ctrl+Shift+z', 'Ctrl+c', 'Ctrl+v', 'Ctrl+d', 'Ctrl+a',
] as const

describe.each(DRAWN)('a random walk with $label', ({ label, class: cls }) => {
  it.each([1, 2])('never throws and undoes to the start (seed %i)', (seed) => {
    const random = randomFrom(seed)
    const editor = new TestEditor({ ontology: { classes: [cls, { ...cls, name: 'other' }], groups: [] } })
    const own = editor.commands.list().filter(({ scope }) => scope === label).map(({ id }) => id)
    for (let i = 0; i < STEPS; i++) {
      const [x, y] = [random.below(420) - 10, random.below(320) - 10]
      const modifiers = { shift: random.next() < 0.15, ctrl: random.next() < 0.1, alt: random.next() < 0.15, meta: false }
      const kind = random.next()
      if (kind < 0.25) editor.point(random.pick(['down', 'move', 'up'] as const), x, y, { modifiers, pressure: random.next() })
      else if (kind < 0.5) editor.drag([x, y], [random.below(400), random.below(300)], modifiers)
      else if (kind < 0.65) editor.click(x, y, modifiers)
      else if (kind < 0.7) editor.glide(x, y)
      else if (kind < 0.75 && own.length > 0) editor.commands.run(random.pick(own))
      else editor.press(random.pick(KEYS))
      if (editor.document.size > 40) editor.press('Delete')
      editor.scene.active()
      if (i % 50 === 0) expectSound(editor)
    }
    expectSound(editor)
    expect(editor.made).toBeGreaterThan(20)
    const end = editor.document.all()
    editor.cancel()
    while (editor.state.canUndo) editor.commands.run('edit.undo')
    expect(editor.document.size).toBe(0)
    while (editor.state.canRedo) editor.commands.run('edit.redo')
    expect(same(editor.document.all(), end)).toBe(true)
  })
})

/** Whatever is there can be painted, lies where the index has it, and stays as it is when it is settled again. */
function expectSound(editor: TestEditor): void {
  for (const annotation of editor.document.all()) {
    const geometry = editor.places.geometryOf(annotation)
    const indexed = editor.boundsOf(annotation.id)
    expect(geometry && boundsOf(geometry)).toEqual(indexed && { minX: indexed.minX, minY: indexed.minY, maxX: indexed.maxX, maxY: indexed.maxY })
    expect(Number.isFinite((indexed?.minX ?? NaN) + (indexed?.maxY ?? NaN))).toBe(true)
    expect(same(editor.settled(annotation), annotation.value)).toBe(true)
    editor.scene.marks(annotation.id)
  }
}
