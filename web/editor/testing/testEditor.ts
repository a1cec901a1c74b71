/** An editor driven by tests: pointers, keys and commands in plain words, no browser. */
import type { Annotation, Class, Item, Ontology, OpenOptions } from '../api'
import { Kernel } from '../kernel'
import type { Modifiers, OffsetEvent, PointEvent } from '../label'
import { toImage, toScreen } from '../view/camera'

export const NO_MODIFIERS: Modifiers = { shift: false, ctrl: false, alt: false, meta: false }

export const CLASSES: readonly Class[] = [
  {
    name: 'car',
    type: 'box',
    color: '#e53e3e',
    attributes: [
      { name: 'parked', kind: 'boolean', default: false },
      { name: 'view', kind: 'one_of', options: ['front', 'side'], required: true },
    ],
  },
  { name: 'ship', type: 'box', options: { rotated: true } },
  { name: 'sun', type: 'tag', group: 'weather' },
  { name: 'rain', type: 'tag', group: 'weather' },
  { name: 'person', type: 'span' },
  { name: 'place', type: 'span', options: { overlap: false } },
]

export const ONTOLOGY: Ontology = { classes: CLASSES, groups: [{ name: 'weather', pick: 'one' }] }
export const IMAGE: Item = { id: 'image', name: 'street.png', media: 'image', width: 400, height: 300 }

export function textItem(text: string): Item {
  return { id: 'text', name: 'note.txt', media: 'text', text }
}

export function box(id: string, x: number, y: number, width: number, height: number, cls = 'car'): Annotation {
  return { id, type: 'box', class: cls, value: { x, y, width, height }, attributes: {} }
}

export function span(id: string, start: number, end: number, cls = 'person'): Annotation {
  return { id, type: 'span', class: cls, value: { start, end }, attributes: {} }
}

export class TestEditor extends Kernel {
  t = 0
  #counter: { n: number }

  constructor(options: Partial<OpenOptions> & { readonly ontology?: Ontology } = {}) {
    const counter = { n: 0 }
    const clock = { now: () => 0 }
    super({
      ontology: ONTOLOGY,
      item: IMAGE,
      annotations: [],
      newId: () => `new${++counter.n}`,
      now: () => clock.now(),
      ...options,
    })
    clock.now = () => this.t
    this.#counter = counter
    this.setViewSize({ width: 800, height: 600 })
    this.setCamera({ x: 0, y: 0, scale: 1 })
  }

  /** How many ids have been given out. */
  get made(): number {
    return this.#counter.n
  }

  point(type: PointEvent['type'], x: number, y: number, more: Partial<PointEvent> = {}): this {
    this.t += 10
    const screen = toScreen(this.state.camera, { x, y })
    this.pointer({
      type,
      screen,
      point: toImage(this.state.camera, screen),
      buttons: type === 'up' ? 0 : 1,
      modifiers: NO_MODIFIERS,
      pressure: 0.5,
      clicks: 1,
      t: this.t,
      pointer: 'mouse',
      ...more,
    })
    return this
  }

  /** A pointer that moves with no button pressed. */
  glide(x: number, y: number): this {
    return this.point('move', x, y, { buttons: 0 })
  }

  click(x: number, y: number, modifiers: Partial<Modifiers> = {}): this {
    const more = { modifiers: { ...NO_MODIFIERS, ...modifiers } }
    return this.point('down', x, y, more).point('up', x, y, more)
  }

  drag(from: readonly [number, number], to: readonly [number, number], modifiers: Partial<Modifiers> = {}): this {
    const more = { modifiers: { ...NO_MODIFIERS, ...modifiers } }
    return this.point('down', ...from, more)
      .point('move', (from[0] + to[0]) / 2, (from[1] + to[1]) / 2, more)
      .point('move', ...to, more)
      .point('up', ...to, more)
  }

  offset(type: OffsetEvent['type'], offset: number, more: Partial<OffsetEvent> = {}): this {
    this.t += 10
    const floor = this.text?.wordFloor(offset) ?? offset
    const ceil = this.text?.wordCeil(offset) ?? offset
    this.pointer({ type, offset, floor, ceil, buttons: type === 'up' ? 0 : 1, modifiers: NO_MODIFIERS, clicks: 1, t: this.t, ...more })
    return this
  }

  /** Drags over a text from one caret to another. */
  sweep(from: number, to: number, modifiers: Partial<Modifiers> = {}): this {
    const more = { modifiers: { ...NO_MODIFIERS, ...modifiers } }
    return this.offset('down', from, more).offset('move', to, more).offset('up', to, more)
  }

  /** Presses a key such as `a`, `Shift+ArrowLeft` or `Ctrl+z`. */
  press(keys: string): boolean {
    this.t += 10
    const parts = keys.split('+')
    const key = parts.pop() ?? ''
    const code = /^[a-z]$/iu.test(key) ? `Key${key.toUpperCase()}` : /^\d$/u.test(key) ? `Digit${key}` : key
    const has = (name: string): boolean => parts.includes(name)
    const modifiers = { shift: has('Shift'), ctrl: has('Ctrl'), alt: has('Alt'), meta: has('Meta') }
    return this.key({ type: 'key', key: key === 'Space' ? ' ' : key, code, repeat: false, modifiers })
  }

  /** Values of all annotations, from back to front. */
  values(): readonly unknown[] {
    return this.document.all().map(({ value }) => value)
  }
}
