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
  paint: ({ x, y, r }, _style, { ink = '#000000' }) => [{ kind: 'points', points: [{ x, y }], radius: r, ink: { fill: String(ink) } }],
  settings: [
    { kind: 'number', name: 'size', title: 'Size', initial: 8, minimum: 1, maximum: 64, step: { by: 'factor', of: 2 }, less: ['['], more: [']'] },
    { kind: 'switch', name: 'soft', title: 'Soft', initial: false, keys: ['Shift+F'] },
    { kind: 'choice', name: 'tip', title: 'Tip', initial: 'round', options: [{ value: 'round', title: 'Round' }, { value: 'square', title: 'Square' }], next: ['Shift+T'] },
  ],
  commands: [
    { name: 'join', title: 'Join', icon: 'circles', takes: 'several', run: ([first, ...rest]) => (first ? [{ ...first, r: first.r + rest.length }, ...rest.map(() => null)] : null) },
    {
      name: 'tuck', title: 'Tuck', icon: 'arrow-left', takes: 'one', keys: ['t'],
      run: ([one], { handle }) => (one && handle === 'rim' ? [{ ...one, r: one.r - 1 }] : null),
    },
    { name: 'split', title: 'Split', icon: 'slice', takes: 'each', run: ([one]) => (one && one.r > 1 ? [{ ...one, r: one.r / 2 }, { ...one, r: one.r / 2 }] : null) },
  ],
  settle: (value) => (value.r > 1 ? value : null),
  hit: ({ x, y, r }, point, reach, { solid }) => solid === true && Math.hypot(point.x - x, point.y - y) <= r + reach,
  handles: ({ x, y, r }) => [{ name: 'rim', title: 'Rim', at: { x: x + r, y }, shape: 'none', cursor: 'ew-resize' }],
  drag: (from, _handle, to, _modifiers, { stiff }) => (stiff === true ? from : { ...from, r: Math.abs(to.x - from.x) }),
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

function editor(options: Readonly<Record<string, unknown>> = {}): Kernel {
  let n = 0
  const made = new Kernel({
    item: IMAGE,
    annotations: [],
    labels: [disc],
    ontology: { classes: [{ name: 'spot', type: 'disc', options }, { name: 'car', type: 'box' }], groups: [] },
    newId: () => `d${++n}`,
  })
  made.setCamera({ x: 0, y: 0, scale: 1 })
  return made
}

function point(made: Kernel, type: 'down' | 'move' | 'up', x: number, y: number): void {
  made.pointer({ type, point: { x, y }, screen: { x, y }, buttons: 1, modifiers: NO_MODIFIERS, pressure: 0.5, clicks: 1, t: 0, pointer: 'mouse' })
}

const radii = (made: Kernel): unknown[] => made.document.all().map(({ value }) => value.r)

/** A pin on a grid of tens; the selected one is torn in two, and dragged by its head where that is asked for. */
const pin = label<{ readonly x: number; readonly y: number }, null>({
  name: 'pin',
  title: 'Pin',
  media: ['image'],
  geometry: ({ x, y }) => ({ kind: 'points', points: [{ x, y }] }),
  paint: ({ x, y }) => [{ kind: 'points', points: [{ x, y }], radius: 3, ink: {} }],
  settings: [{ kind: 'switch', name: 'magnet', title: 'Magnet', initial: false }],
  snap: (point, near, reach) => (near.length > 0 ? { x: -reach, y: near.length } : point),
  snaps: ({ magnet }) => magnet === true,
  handles: ({ x, y }, _, __, { minX, maxX }) => (x >= minX && x <= maxX ? [{ name: 'head', at: { x, y }, shape: 'circle', cursor: 'move' }] : []),
  drag: (_, __, { x, y }) => ({ x, y }),
  tool: {
    start: null,
    on(state, event, { selected }) {
      if (event.type !== 'down' || 'offset' in event) return { state }
      const { x, y } = event.point
      return selected ? { state, of: 'selected', commit: { x, y }, more: [{ x: x + 50, y }, { x: x + 60, y }] } : { state, commit: { x, y } }
    },
  },
})

function pinBoard(magnet: boolean): Kernel {
  const made = new Kernel({
    item: IMAGE,
    annotations: [{ id: 'p', type: 'pin', class: 'tack', value: { x: 100, y: 100 }, attributes: { old: true } }],
    labels: [pin],
    ontology: { classes: [{ name: 'tack', type: 'pin', attributes: [{ name: 'old', kind: 'boolean' }] }], groups: [] },
    settings: { pin: { magnet } },
  })
  made.setCamera({ x: 0, y: 0, scale: 2 })
  return made
}

const places = (made: Kernel): unknown[] => made.document.all().map(({ value: { x, y } }) => [x, y])

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

describe('options of a class', () => {
  const drawn = (options: Readonly<Record<string, unknown>>): Kernel => {
    const made = editor(options)
    point(made, 'down', 50, 50)
    made.select([])
    return made
  }

  it('reach the paint', () => {
    expect(drawn({ ink: '#ff0000' }).scene.marks('d1').map(({ ink }) => ink.fill)).toEqual(['#ff0000'])
  })

  it('reach the hit test', () => {
    expect([drawn({ solid: true }), drawn({})].map((made) => made.pick({ x: 52, y: 50 }, 1))).toEqual([['d1'], []])
  })

  it('reach the drag of a handle', () => {
    const radius = (options: Readonly<Record<string, unknown>>): unknown => {
      const made = drawn(options)
      made.select(['d1'])
      point(made, 'down', 58, 50)
      point(made, 'move', 70, 50)
      point(made, 'up', 70, 50)
      return radii(made)[0]
    }
    expect([radius({}), radius({ stiff: true })]).toEqual([20, 8])
  })
})

describe('the handle below the pointer', () => {
  it('is what commands of a type can ask for, and is called by its title', () => {
    const made = editor()
    point(made, 'down', 50, 50)
    expect(made.commands.run('disc.tuck')).toBe(true)
    expect(radii(made)).toEqual([8])
    made.pointer({ type: 'move', point: { x: 58, y: 50 }, screen: { x: 58, y: 50 }, buttons: 0, modifiers: NO_MODIFIERS, pressure: 0, clicks: 0, t: 0, pointer: 'mouse' })
    expect([made.state.handle, made.state.cursor]).toEqual(['rim', 'ew-resize'])
    expect(made.scene.active().flatMap((mark) => (mark.kind === 'text' ? [mark.text] : mark.kind === 'handle' ? [mark.shape] : []))).toEqual(['circle', 'Rim'])
    made.commands.run('disc.tuck')
    expect(radii(made)).toEqual([7])
    made.select([])
    expect(made.state.handle).toBe(null)
  })
})

describe('keys while something is drawn', () => {
  /** A spot that begins with a press and is kept by the key of its size, which is also the key of a class. */
  const dot = label<Disc, Disc | null>({
    name: 'dot',
    title: 'Dot',
    media: ['image'],
    geometry: ({ x, y, r }) => ({ kind: 'ellipse', cx: x, cy: y, rx: r, ry: r, angle: 0 }),
    paint: ({ x, y, r }) => [{ kind: 'points', points: [{ x, y }], radius: r, ink: {} }],
    tool: {
      start: null,
      on(state, event) {
        if (event.type === 'cancel') return { state: null }
        if (event.type === 'key') return state && event.key === '2' ? { state: null, commit: { ...state, r: 2 } } : { state }
        if ('offset' in event || event.type !== 'down') return state ? { state, draft: state } : { state }
        const drawn = { ...event.point, r: 9 }
        return { state: drawn, draft: drawn }
      },
    },
  })
  const drawing = (): Kernel => {
    const classes = [{ name: 'dot', type: 'dot' }, { name: 'car', type: 'box' }]
    const made = new Kernel({ item: IMAGE, annotations: [], labels: [dot], ontology: { classes, groups: [] }, newId: () => 'd1' })
    point(made, 'down', 50, 50)
    return made
  }
  const press = (made: Kernel, key: string): boolean => made.key({ type: 'key', key, code: key, repeat: false, modifiers: NO_MODIFIERS })

  it('are heard by the tool before the commands', () => {
    const made = drawing()
    expect([press(made, '2'), radii(made), made.state.activeClass]).toEqual([true, [2], 'dot'])
    expect([press(made, '2'), made.state.activeClass]).toEqual([true, 'car'])
  })

  it('that mean nothing to the tool leave the drawing as it is and do what they do', () => {
    const made = drawing()
    const { scale } = made.state.camera
    expect([press(made, '+'), made.state.camera.scale > scale, made.state.busy, made.scene.active().length]).toEqual([true, true, true, 1])
  })
})

describe('what a label type says of snapping', () => {
  const draw = (made: Kernel, ctrl: boolean): void =>
    made.pointer({ type: 'down', point: { x: 101, y: 102 }, screen: { x: 202, y: 204 }, buttons: 1, modifiers: { ...NO_MODIFIERS, ctrl }, pressure: 0.5, clicks: 1, t: 0, pointer: 'mouse' })

  it('holds without Ctrl where it is set so, and a press on a handle then draws', () => {
    const made = pinBoard(true)
    draw(made, false)
    expect(places(made)).toEqual([[100, 100], [0, 1]])
  })

  it('holds for handles with Ctrl, and not for the annotation itself', () => {
    const made = pinBoard(false)
    made.select(['p'])
    draw(made, false)
    point(made, 'move', 150, 150)
    made.pointer({ type: 'up', point: { x: 160, y: 150 }, screen: { x: 320, y: 300 }, buttons: 0, modifiers: { ...NO_MODIFIERS, ctrl: true }, pressure: 0, clicks: 1, t: 1, pointer: 'mouse' })
    expect(places(made)).toEqual([[160, 150]])
  })
})

describe('what a tool makes of the selected annotation', () => {
  it('may be several, which are like it and are undone in one step', () => {
    const made = pinBoard(false)
    made.select(['p'])
    point(made, 'down', 10, 20)
    expect(places(made)).toEqual([[10, 20], [60, 20], [70, 20]])
    expect(made.document.all().map(({ attributes }) => attributes)).toEqual([{ old: true }, { old: true }, { old: true }])
    made.commands.run('edit.undo')
    expect(places(made)).toEqual([[100, 100]])
  })
})

describe('handles', () => {
  it('are asked for only where they can be seen or grabbed', () => {
    const made = pinBoard(false)
    made.select(['p'])
    expect(made.scene.active().filter(({ kind }) => kind === 'handle').length).toBe(1)
    made.setCamera({ x: 150, y: 0, scale: 2 })
    expect(made.scene.active().filter(({ kind }) => kind === 'handle').length).toBe(0)
    expect([made.handleAt({ x: 101, y: 100 }, 3)?.name, made.handleAt({ x: 120, y: 100 }, 3)]).toEqual(['head', null])
  })
})
