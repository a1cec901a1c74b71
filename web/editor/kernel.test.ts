import { describe, expect, it } from 'vitest'
import type { EditorEvents } from './api'
import { IMAGE, NO_MODIFIERS, ONTOLOGY, TestEditor, box, span, textItem } from './testing/testEditor'

describe('drawing boxes', () => {
  it('adds a box by dragging, with the defaults of its class, and selects it', () => {
    const editor = new TestEditor().drag([10, 20], [110, 70])
    expect(editor.document.all()).toEqual([
      { id: 'new1', type: 'box', class: 'car', value: { x: 10, y: 20, width: 100, height: 50 }, attributes: { parked: false } },
    ])
    expect([...editor.state.selection]).toEqual(['new1'])
  })

  it('adds a box by two clicks', () => {
    const editor = new TestEditor().click(10, 20).glide(50, 50).click(110, 70)
    expect(editor.values()).toEqual([{ x: 10, y: 20, width: 100, height: 50 }])
  })

  it('adds a box by four extreme clicks after E, and stays so', () => {
    const editor = new TestEditor()
    expect(editor.press('e')).toBe(true)
    for (const [x, y] of [[50, 10], [90, 40], [60, 80], [20, 30], [200, 100], [300, 150], [250, 200], [150, 120]] as const) editor.click(x, y)
    expect(editor.values()).toEqual([
      { x: 20, y: 10, width: 70, height: 70 },
      { x: 150, y: 100, width: 150, height: 100 },
    ])
  })

  it('keeps boxes on the picture', () => {
    const editor = new TestEditor().drag([350, 250], [900, 900])
    expect(editor.values()).toEqual([{ x: 350, y: 250, width: 50, height: 50 }])
  })

  it('makes nothing of a line without width', () => {
    const editor = new TestEditor().drag([10, 10], [10, 100])
    expect(editor.document.size).toBe(0)
    expect(editor.state.canUndo).toBe(false)
  })

  it('shows a draft while drawing and forgets it on Escape', () => {
    const editor = new TestEditor().point('down', 10, 10).point('move', 60, 60)
    expect(editor.state.busy).toBe(true)
    expect(editor.scene.active().length).toBeGreaterThan(0)
    editor.press('Escape')
    expect([editor.state.busy, editor.document.size, editor.scene.active().length]).toEqual([false, 0, 0])
  })

  it('takes back a drawing under way before it undoes a step', () => {
    const editor = new TestEditor().drag([10, 10], [60, 60]).point('down', 100, 100).point('move', 160, 160)
    editor.press('Ctrl+z')
    expect([editor.document.size, editor.state.busy]).toEqual([1, false])
  })

  it('snaps to the edges of neighbours while Ctrl is held', () => {
    const editor = new TestEditor({ annotations: [box('a', 100, 100, 50, 50)] })
    editor.point('down', 20, 20)
    editor.point('move', 97, 104, { modifiers: { shift: false, ctrl: true, alt: false, meta: false } })
    editor.point('up', 97, 104, { modifiers: { shift: false, ctrl: true, alt: false, meta: false } })
    expect(editor.document.get('new1')?.value).toEqual({ x: 20, y: 20, width: 80, height: 80 })
  })

  it('draws nothing when it may only be read', () => {
    const editor = new TestEditor({ readonly: true }).drag([10, 20], [110, 70])
    expect(editor.document.size).toBe(0)
  })
})

describe('choosing and moving', () => {
  const boxes = [box('big', 0, 0, 200, 200), box('small', 50, 50, 20, 20), box('far', 300, 200, 40, 40)]
  const selecting = (): TestEditor => {
    const editor = new TestEditor({ annotations: boxes })
    editor.set({ tool: 'select' })
    return editor
  }

  it.each([
    ['the smallest below the pointer', [60, 60], 'small'],
    ['the larger one beside it', [120, 120], 'big'],
    ['nothing on empty ground', [250, 280], undefined],
  ] as const)('selects %s', (_, [x, y], id) => {
    expect([...selecting().click(x, y).state.selection]).toEqual(id === undefined ? [] : [id])
  })

  it('cycles through the stack with Alt', () => {
    const editor = selecting().click(60, 60)
    editor.click(60, 60, { alt: true })
    expect([...editor.state.selection]).toEqual(['big'])
    editor.click(60, 60, { alt: true })
    expect([...editor.state.selection]).toEqual(['small'])
  })

  it('adds and takes away with Shift', () => {
    const editor = selecting().click(60, 60).click(320, 220, { shift: true })
    expect([...editor.state.selection]).toEqual(['small', 'far'])
    editor.click(60, 60, { shift: true })
    expect([...editor.state.selection]).toEqual(['far'])
  })

  it('selects all that a rubber band touches', () => {
    const editor = selecting().drag([390, 290], [210, 150])
    expect([...editor.state.selection]).toEqual(['far'])
  })

  it('moves what is selected in one step', () => {
    const editor = selecting().click(310, 210).drag([310, 210], [320, 215])
    expect(editor.document.get('far')?.value).toEqual({ x: 310, y: 205, width: 40, height: 40 })
    editor.press('Ctrl+z')
    expect(editor.document.get('far')).toEqual(boxes[2])
  })

  it('keeps the size of what is moved against the border', () => {
    const editor = selecting().click(310, 210).drag([310, 210], [900, 900])
    expect(editor.document.get('far')?.value).toEqual({ x: 360, y: 260, width: 40, height: 40 })
  })

  it('resizes by a handle, also while the drawing tool is held', () => {
    const editor = selecting().click(310, 210)
    editor.set({ tool: 'draw' })
    editor.drag([340, 240], [380, 280])
    expect(editor.document.get('far')?.value).toEqual({ x: 300, y: 200, width: 80, height: 80 })
    expect(editor.document.size).toBe(3)
  })

  it('turns a box whose class allows it', () => {
    const editor = new TestEditor({ annotations: [box('ship', 100, 100, 80, 40, 'ship')] })
    editor.set({ tool: 'select' })
    editor.select(['ship'])
    editor.drag([140, 72], [300, 120])
    expect(editor.document.get('ship')?.value).toEqual({ x: 100, y: 100, width: 80, height: 40, angle: 90 })
  })

  it('leaves out what is hidden or locked', () => {
    const editor = selecting()
    editor.commands.run('view.hide', ['small'])
    expect([...editor.click(60, 60).state.selection]).toEqual(['big'])
    editor.commands.run('edit.lock', ['big'])
    expect([...editor.click(60, 60).state.selection]).toEqual([])
  })
})

describe('spans', () => {
  const TEXT = 'Ada met 👩🏽‍🚀 Grace in New York.\nThen é left.'

  it('snaps to words and leaves white space out', () => {
    const editor = new TestEditor({ item: textItem(TEXT) }).sweep(1, 4)
    expect(editor.values()).toEqual([{ start: 0, end: 3 }])
  })

  it('counts code points behind emoji', () => {
    const editor = new TestEditor({ item: textItem(TEXT) })
    const from = [...TEXT].join('|').split('|').indexOf('G')
    editor.sweep(from + 1, from + 3)
    expect(editor.values()).toEqual([{ start: from, end: from + 5 }])
    expect(editor.text?.slice(from, from + 5)).toBe('Grace')
  })

  it('takes exactly what was dragged over with Alt', () => {
    const editor = new TestEditor({ item: textItem(TEXT) }).sweep(1, 3, { alt: true })
    expect(editor.values()).toEqual([{ start: 1, end: 3 }])
  })

  it('takes a word by double click and selects by a click', () => {
    const editor = new TestEditor({ item: textItem(TEXT) })
    editor.offset('down', 5, { clicks: 2 }).offset('up', 5, { clicks: 2 })
    expect(editor.values()).toEqual([{ start: 4, end: 7 }])
    editor.select([])
    editor.offset('down', 6).offset('up', 6)
    expect([...editor.state.selection]).toEqual(['new1'])
    expect(editor.document.size).toBe(1)
  })

  it('refuses an overlap where the class forbids it, and says so', () => {
    const editor = new TestEditor({ item: textItem(TEXT), annotations: [span('a', 0, 7, 'place')] })
    const heard: string[] = []
    editor.on('announce', (text) => heard.push(text))
    editor.set({ activeClass: 'place' })
    editor.sweep(5, 9)
    expect(editor.document.size).toBe(1)
    expect(heard).toContain('place cannot be placed here.')
  })

  it('moves an end by its handle, word by word', () => {
    const editor = new TestEditor({ item: textItem(TEXT), annotations: [span('a', 0, 3)] })
    editor.select(['a'])
    editor.offset('down', 3, { handle: { id: 'a', name: 'end' } }).offset('move', 6).offset('up', 6)
    expect(editor.values()).toEqual([{ start: 0, end: 7 }])
  })
})

describe('choosing a class', () => {
  it('is for what is drawn next, and leaves alone what has just been drawn', () => {
    const editor = new TestEditor()
    const [first = '', second = ''] = editor.ontology.classes.filter((cls) => cls.type === 'box').map((cls) => cls.name)
    editor.commands.run('class.choose', first)
    editor.drag([10, 10], [40, 40])
    editor.commands.run('class.choose', second)
    editor.drag([60, 60], [90, 90])
    expect(editor.document.all().map((one) => one.class)).toEqual([first, second])
  })

  it('changes what is selected on purpose, be it the one just drawn', () => {
    const editor = new TestEditor()
    const [first = '', second = ''] = editor.ontology.classes.filter((cls) => cls.type === 'box').map((cls) => cls.name)
    editor.commands.run('class.choose', first)
    editor.drag([10, 10], [40, 40])
    editor.select(editor.document.ids())
    editor.commands.run('class.choose', second)
    expect(editor.document.all().map((one) => one.class)).toEqual([second])
  })
})

describe('tags', () => {
  it('are set and cleared by their class, one of a group that allows one', () => {
    const editor = new TestEditor()
    editor.commands.run('class.choose', 'sun')
    editor.commands.run('class.choose', 'rain')
    expect(editor.document.all().map((one) => one.class)).toEqual(['rain'])
    editor.commands.run('class.choose', 'rain')
    expect(editor.document.size).toBe(0)
    expect(editor.state.activeClass).toBe('car')
    editor.press('Ctrl+z')
    editor.press('Ctrl+z')
    expect(editor.document.all().map((one) => one.class)).toEqual(['sun'])
  })
})

describe('patches and history', () => {
  it('tells the listeners of an object, and no others', () => {
    const editor = new TestEditor({ annotations: [box('a', 0, 0, 10, 10), box('b', 20, 20, 10, 10)] })
    const heard: string[] = []
    editor.document.subscribe('a', () => heard.push('a'))
    editor.document.subscribe('b', () => heard.push('b'))
    editor.select(['a'])
    editor.press('ArrowRight')
    expect(heard).toEqual(['a'])
  })

  it('joins steps of one movement, but not after a pause', () => {
    const editor = new TestEditor({ annotations: [box('a', 0, 0, 10, 10)] })
    editor.select(['a'])
    for (let i = 0; i < 5; i++) editor.press('ArrowRight')
    editor.t += 5000
    editor.press('Shift+ArrowRight')
    editor.press('Ctrl+z')
    expect(editor.document.get('a')?.value.x).toBe(5)
    editor.press('Ctrl+z')
    expect(editor.document.get('a')?.value.x).toBe(0)
    expect(editor.state.canUndo).toBe(false)
  })

  it('leaves alone on undo what somebody else changed since', () => {
    const editor = new TestEditor({ annotations: [box('a', 0, 0, 10, 10), box('b', 20, 0, 10, 10)] })
    const problems: string[] = []
    editor.on('problem', (text) => problems.push(text))
    editor.select(['a', 'b'])
    editor.press('ArrowRight')
    const before = editor.document.get('a') ?? null
    const after = box('a', 100, 100, 10, 10)
    editor.apply({ ops: [{ id: 'a', before, after }], origin: 'remote', label: 'Elsewhere' })
    editor.press('Ctrl+z')
    expect(editor.document.all()).toEqual([after, box('b', 20, 0, 10, 10)])
    expect(problems.length).toBe(1)
  })

  it('refuses a patch that does not fit, whole', () => {
    const editor = new TestEditor({ annotations: [box('a', 0, 0, 10, 10)] })
    const ops = [
      { id: 'n', before: null, after: box('n', 1, 1, 5, 5) },
      { id: 'a', before: null, after: null },
    ]
    expect(() => editor.apply({ ops, origin: 'local', label: 'Odd' })).toThrow('not as the change')
    expect(editor.document.size).toBe(1)
  })

  it('restores the place of what was deleted', () => {
    const editor = new TestEditor({ annotations: ['a', 'b', 'c'].map((id, i) => box(id, i * 20, 0, 10, 10)) })
    editor.select(['b'])
    editor.press('Delete')
    editor.press('Ctrl+z')
    expect(editor.document.ids()).toEqual(['a', 'b', 'c'])
    editor.commands.run('edit.front')
    expect(editor.document.ids()).toEqual(['a', 'c', 'b'])
    editor.commands.run('edit.back')
    expect(editor.document.ids()).toEqual(['b', 'a', 'c'])
    editor.press('Ctrl+z')
    editor.press('Ctrl+z')
    expect(editor.document.ids()).toEqual(['a', 'b', 'c'])
  })
})

describe('commands', () => {
  it('copies into another task, with new ids and within its picture', () => {
    const editor = new TestEditor({ annotations: [box('a', 350, 250, 50, 50)] })
    editor.select(['a'])
    editor.press('Ctrl+c')
    editor.open({ item: { ...IMAGE, id: 'next', width: 380, height: 300 }, annotations: [] })
    editor.press('Ctrl+v')
    expect(editor.document.all()).toEqual([
      { id: 'new1', type: 'box', class: 'car', value: { x: 350, y: 250, width: 30, height: 50 }, attributes: { parked: false } },
    ])
  })

  it('lays a copy beside its original', () => {
    const editor = new TestEditor({ annotations: [box('a', 10, 10, 50, 50)] })
    editor.select(['a'])
    editor.press('Ctrl+d')
    expect(editor.values()[1]).toEqual({ x: 22, y: 22, width: 50, height: 50 })
  })

  it('pastes nothing that this project does not know', () => {
    const editor = new TestEditor()
    const foreign = JSON.stringify({ labelwright: [box('x', 0, 0, 5, 5, 'unknown'), 7, { id: 'y' }] })
    for (const text of [foreign, 'no json', '{}']) editor.commands.run('edit.paste', text)
    expect(editor.document.size).toBe(0)
  })

  it('changes the class of what is selected by its digit, and keeps attributes both have', () => {
    const editor = new TestEditor({ annotations: [{ ...box('a', 0, 0, 50, 50), attributes: { view: 'side', parked: true } }] })
    editor.select(['a'])
    editor.press('2')
    expect(editor.document.get('a')).toEqual({ ...box('a', 0, 0, 50, 50), class: 'ship' })
    editor.press('1')
    expect(editor.document.get('a')?.attributes).toEqual({ parked: false })
    expect(editor.state.activeClass).toBe('car')
  })

  it('sets attributes that answer the question, and no others', () => {
    const editor = new TestEditor({ annotations: [box('a', 0, 0, 50, 50)] })
    editor.setAttribute('a', 'view', 'side')
    editor.setAttribute('a', 'view', 'below')
    editor.setAttribute('a', 'colour', 'red')
    expect(editor.document.get('a')?.attributes).toEqual({ view: 'side' })
    editor.setAttribute('a', 'view', null)
    expect(editor.document.get('a')?.attributes).toEqual({})
  })

  it('asks the application for what it cannot do itself', () => {
    const editor = new TestEditor()
    const effects: EditorEvents['effect'][] = []
    editor.on('effect', (effect) => effects.push(effect))
    editor.press('Enter')
    editor.press('Ctrl+k')
    expect(effects).toEqual([{ type: 'submit' }, { type: 'palette' }])
  })

  it('pans while Space is held and goes back to the tool before', () => {
    const editor = new TestEditor()
    editor.press('Space')
    expect(editor.state.tool).toBe('pan')
    editor.point('down', 100, 100)
    for (const type of ['move', 'up'] as const) editor.point(type, 0, 0, { screen: { x: 150, y: 120 } })
    expect(editor.state.camera).toEqual({ x: -50, y: -20, scale: 1 })
    editor.keyUp({ type: 'key', key: ' ', code: 'Space', modifiers: { shift: false, ctrl: false, alt: false, meta: false } })
    expect([editor.state.tool, editor.document.size]).toEqual(['draw', 0])
  })

  it('walks from one annotation to the next, round and round', () => {
    const editor = new TestEditor({ annotations: [box('b', 200, 10, 20, 20), box('c', 10, 200, 20, 20), box('a', 10, 10, 20, 20)] })
    const walk = ['.', '.', '.', '.', ','].map((key) => {
      editor.press(key)
      return [...editor.state.selection][0]
    })
    expect(walk).toEqual(['a', 'b', 'c', 'a', 'c'])
  })

  it('changes nothing when it may only be read', () => {
    const annotations = [box('a', 0, 0, 50, 50)]
    const editor = new TestEditor({ annotations, readonly: true })
    editor.select(['a'])
    for (const { id } of editor.commands.list()) editor.commands.run(id, { id: 'a', ids: ['a'], name: 'ship', value: null, note: 'x' })
    editor.drag([20, 20], [80, 80])
    expect(editor.document.all()).toEqual(annotations)
  })
})

describe('review', () => {
  it('tells what was added, changed and removed since the answer', () => {
    const judged = [box('a', 0, 0, 50, 50), box('b', 60, 60, 50, 50), box('c', 150, 150, 20, 20)]
    const editor = new TestEditor({ annotations: judged, compare: judged })
    editor.select(['a'])
    editor.press('ArrowRight')
    editor.select(['b'])
    editor.press('Delete')
    editor.drag([200, 100], [250, 140])
    expect(editor.comparison?.counts).toEqual({ added: 1, changed: 1, removed: 1, same: 1 })
    expect(editor.scene.ghosts().length).toBeGreaterThan(0)
    const texts = [...editor.scene.marks('a'), ...editor.scene.active(), ...editor.scene.ghosts()].flatMap((mark) => (mark.kind === 'text' ? [mark.text] : []))
    expect(texts).toEqual(['car · changed', 'car · added', 'car · removed'])
    editor.press('b')
    expect(editor.scene.ghosts()).toEqual([])
  })

  it('has keys for accept, fix and reject only where there is an answer to judge', () => {
    const review = new TestEditor({ compare: [] })
    expect(['review.accept', 'review.fix', 'review.reject'].map((id) => review.commands.enabled(id))).toEqual([true, true, true])
    expect(new TestEditor().commands.enabled('review.accept')).toBe(false)
  })
})

describe('a new ontology', () => {
  it('moves on from a class that has gone', () => {
    const editor = new TestEditor()
    editor.setOntology({ ...ONTOLOGY, classes: ONTOLOGY.classes.slice(1) })
    expect(editor.state.activeClass).toBe('ship')
  })
})

describe('those who listen to pieces of the state', () => {
  it('hear of these alone, and of another draft of the same item', () => {
    const editor = new TestEditor({ annotations: [box('a', 10, 10, 50, 50)] })
    const heard: string[] = []
    editor.subscribe(() => heard.push('selection'), ['selection'])
    editor.subscribe(() => heard.push('edits'), ['edits'])
    editor.moveCamera({ type: 'pan', by: { x: 5, y: 5 } })
    expect(heard).toEqual([])
    editor.select(['a'])
    expect(heard).toEqual(['selection'])
    editor.press('Delete')
    expect(heard.filter((piece) => piece === 'edits')).toEqual(['edits'])
    editor.open({ item: IMAGE, annotations: [] })
    heard.length = 0
    editor.open({ item: IMAGE, annotations: [box('b', 10, 10, 50, 50)] })
    expect(heard).toEqual(['selection', 'edits'])
  })
})

describe('a press that does not move', () => {
  it('is no gesture, so that nothing lights up that could break it off', () => {
    const editor = new TestEditor({ annotations: [box('a', 10, 10, 50, 50)] })
    editor.set({ tool: 'select' })
    editor.point('down', 30, 30)
    expect([editor.state.busy, editor.commands.enabled('edit.undo')]).toEqual([false, false])
    editor.point('move', 60, 60)
    expect([editor.state.busy, editor.commands.enabled('edit.undo')]).toEqual([true, true])
    editor.press('Escape')
    expect(editor.values()).toEqual([{ x: 10, y: 10, width: 50, height: 50 }])
  })
})

describe('what can be done to a selection', () => {
  it('needs one that is not locked', () => {
    const editor = new TestEditor({ annotations: [box('a', 10, 10, 50, 50), box('b', 100, 10, 50, 50)] })
    expect(editor.commands.enabled('edit.delete')).toBe(false)
    editor.select(['a', 'b'])
    expect(editor.commands.enabled('edit.delete')).toBe(true)
    editor.set({ locked: new Set(['a']) })
    expect(editor.commands.enabled('edit.delete')).toBe(true)
    editor.set({ locked: new Set(['a', 'b']) })
    expect(editor.commands.enabled('edit.delete')).toBe(false)
  })
})

describe('hiding others while a key is held', () => {
  const three = [box('a', 10, 10, 50, 50), box('b', 100, 10, 50, 50), box('c', 200, 10, 50, 50)]
  const held = { type: 'key', key: 'h', code: 'KeyH', repeat: false, modifiers: { ...NO_MODIFIERS, alt: true } } as const
  const all = { minX: 0, minY: 0, maxX: 400, maxY: 300 }

  it('shows what is selected alone until it is let go, and then what was shown before', () => {
    const editor = new TestEditor({ annotations: three })
    editor.set({ hidden: new Set(['c']) })
    editor.select(['a'])
    editor.key(held)
    expect(editor.scene.shownIn(all)).toEqual(['a'])
    expect(editor.pick({ x: 120, y: 30 }, 2)).toEqual([])
    editor.keyUp(held)
    expect(new Set(editor.scene.shownIn(all))).toEqual(new Set(['a', 'b']))
    expect([...editor.state.hidden]).toEqual(['c'])
  })

  it('is of no use while nothing is selected', () => {
    const editor = new TestEditor({ annotations: three })
    expect(editor.commands.enabled('hold.alone')).toBe(false)
  })
})
