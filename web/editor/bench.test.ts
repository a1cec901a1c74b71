/** What a label type may ask of the editor: settings with keys, commands of its own, changes of the selected one. */
import { describe, expect, it } from 'vitest'
import { label } from './label'
import { IMAGE, NO_MODIFIERS } from './testing/testEditor'
import { Kernel } from './kernel'

interface Disc {
  readonly x: number
  readonly y: number
  readonly r: number
}

/** A disc drawn by a click; a click on the selected one changes its size to the setting's, or takes it away at 1. */
const disc = label<Disc, null>({
  name: 'disc',
  title: 'Disc',
  media: ['image'],
  geometry: ({ x, y, r }) => ({ kind: 'ellipse', cx: x, cy: y, rx: r, ry: r, angle: 0 }),
  paint: ({ x, y, r }) => [{ kind: 'points', points: [{ x, y }], radius: r, ink: {} }],
  settings: [
    { kind: 'number', name: 'size', title: 'Size', initial: 8, minimum: 1, maximum: 64, step: { by: 'factor', of: 2 }, less: ['['], more: [']'] },
    { kind: 'switch', name: 'soft', title: 'Soft', initial: false, keys: ['Shift+F'] },
    { kind: 'choice', name: 'tip', title: 'Tip', initial: 'round', options: [{ value: 'round', title: 'Round' }, { value: 'square', title: 'Square' }], next: ['Shift+T'] },
  ],
  commands: [
    { name: 'join', title: 'Join', icon: 'circles', takes: 'several', run: ([first, ...rest]) => (first ? [{ ...first, r: first.r + rest.length }, ...rest.map(() => null)] : null) },
    { name: 'split', title: 'Split', icon: 'slice', takes: 'each', run: ([one]) => (one && one.r > 1 ? [{ ...one, r: one.r / 2 }, { ...one, r: one.r / 2 }] : null) },
  ],
  settle: (value) => (value.r > 1 ? value : null),
  tool: {
    start: null,
    on(state, event, { settings, selected, near }) {
      if (event.type === 'cancel' || event.type === 'key' || 'offset' in event) return { state }
      const ring = { kind: 'points', points: [event.point], radius: Number(settings.size), ink: {} } as const
      if (event.type === 'move') return { state, aids: [ring], cursor: 'none' }
      if (event.type !== 'down') return { state }
      const { x, y } = event.point
      if (selected) return { state, of: 'selected', commit: { ...selected, r: Number(settings.size) } }
      const touching = near({ minX: x, minY: y, maxX: x, maxY: y }).length
      return { state, commit: { x: x + touching, y, r: Number(settings.size) }, settings: { size: 4 } }
    },
  },
})

function editor(): Kernel {
  let n = 0
  const made = new Kernel({
    item: IMAGE,
    annotations: [],
    labels: [disc],
    ontology: { classes: [{ name: 'spot', type: 'disc' }, { name: 'car', type: 'box' }], groups: [] },
    newId: () => `d${++n}`,
  })
  made.setCamera({ x: 0, y: 0, scale: 1 })
  return made
}

function point(made: Kernel, type: 'down' | 'move', x: number, y: number): void {
  made.pointer({ type, point: { x, y }, screen: { x, y }, buttons: 1, modifiers: NO_MODIFIERS, pressure: 0.5, clicks: 1, t: 0, pointer: 'mouse' })
}

const radii = (made: Kernel): unknown[] => made.document.all().map(({ value }) => value.r)

describe('settings of a tool', () => {
  it('step by their keys and stay within their bounds', () => {
    const made = editor()
    for (let i = 0; i < 5; i++) made.commands.run('disc.size.more')
    expect(made.state.settings).toEqual({ disc: { size: 64 } })
    made.commands.run('disc.size.less')
    made.commands.run('disc.soft')
    made.commands.run('disc.tip.next')
    expect(made.state.settings).toEqual({ disc: { size: 32, soft: true, tip: 'square' } })
  })

  it('have their keys only while such a class is drawn', () => {
    const made = editor()
    made.commands.run('class.choose', 'car')
    expect([made.commands.enabled('disc.size.more'), made.commands.enabled('box.way.next')]).toEqual([false, true])
  })

  it('reach the tool, and the tool may change them', () => {
    const made = editor()
    made.setSettings('disc', { size: 16 })
    point(made, 'down', 10, 10)
    expect([radii(made), made.state.settings]).toEqual([[16], { disc: { size: 4 } }])
  })

  it('are the initial ones where what was kept is unsound', () => {
    const made = editor()
    made.setSettings('disc', { size: 'huge', tip: 'bent' })
    point(made, 'down', 10, 10)
    expect(radii(made)).toEqual([8])
  })
})

describe('a tool', () => {
  it('changes the selected annotation, which undo gives back', () => {
    const made = editor()
    point(made, 'down', 10, 10)
    point(made, 'down', 30, 10)
    expect(radii(made)).toEqual([4])
    made.commands.run('edit.undo')
    expect(radii(made)).toEqual([8])
  })

  it('deletes the selected annotation where nothing of it is left', () => {
    const made = editor()
    point(made, 'down', 10, 10)
    made.setSettings('disc', { size: 1 })
    point(made, 'down', 30, 10)
    expect(radii(made)).toEqual([])
    made.commands.run('edit.undo')
    expect(radii(made)).toEqual([8])
  })

  it('sees what lies near, but not what is selected', () => {
    const made = editor()
    point(made, 'down', 10, 10)
    made.select([])
    point(made, 'down', 10, 10)
    expect(made.document.all().map(({ value }) => value.x)).toEqual([10, 11])
  })

  it('shows aids that are in no document', () => {
    const made = editor()
    point(made, 'move', 50, 50)
    expect([made.scene.active().length, made.document.size, made.state.cursor]).toEqual([1, 0, 'none'])
  })
})

describe('commands of a label type', () => {
  it('take as many as they say, of their own type', () => {
    const made = editor()
    point(made, 'down', 10, 10)
    expect([made.commands.enabled('disc.join'), made.commands.enabled('disc.split')]).toEqual([false, true])
  })

  it('change, add and take away in one step', () => {
    const made = editor()
    point(made, 'down', 10, 10)
    made.commands.run('disc.split')
    expect([radii(made), made.state.selection.size]).toEqual([[4, 4], 2])
    made.commands.run('disc.join')
    expect([radii(made), made.state.undoLabel]).toEqual([[5], 'Join'])
    made.commands.run('edit.undo')
    made.commands.run('edit.undo')
    expect(radii(made)).toEqual([8])
  })
})
