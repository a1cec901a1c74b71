import { describe, expect, it } from 'vitest'
import { disc, painted } from '../testing/pictures'
import { randomFrom } from '../testing/random'
import { SmartEditor } from '../testing/smartEditor'
import { box } from '../testing/testEditor'
import { overlap } from '../vision/region'
import type { Point } from '../geometry/types'
import { SMART_TOOLS } from './registry'
import { type Thinker, Stopped } from './thinking'

const RED = [190, 70, 60] as const
const BLUE = [60, 80, 180] as const

/** Two discs on noise. */
const { pixels } = painted({
  width: 300, height: 200, ground: [120, 125, 120], noise: 8,
  paint: (point) => disc({ x: 90, y: 100 }, 50, RED)(point) ?? disc({ x: 220, y: 100 }, 40, BLUE)(point),
})
const left = painted({ width: 300, height: 200, ground: BLUE, paint: disc({ x: 90, y: 100 }, 50, RED) }).truth
const right = painted({ width: 300, height: 200, ground: RED, paint: disc({ x: 220, y: 100 }, 40, BLUE) }).truth
const both = { ...left, inside: left.inside.map((value, i) => value | (right.inside[i] ?? 0)) }

function onCircle(centre: Point, radius: number, degrees: number): readonly [number, number] {
  const t = (degrees * Math.PI) / 180
  return [centre.x + radius * Math.cos(t), centre.y + radius * Math.sin(t)]
}

describe('smart tools', () => {
  it('are commands with keys, for classes whose type can hold what they find', () => {
    const editor = new SmartEditor(pixels)
    for (const { name } of SMART_TOOLS.values()) expect(editor.commands.list().map(({ id }) => id)).toContain(`smart.${name}`)
    expect(editor.commands.enabled('smart.wand')).toBe(true)
    editor.setReadonly(true)
    expect(editor.commands.enabled('smart.wand')).toBe(false)
  })

  it('leave nothing behind when they are cancelled', async () => {
    const editor = new SmartEditor(pixels).take('wand').click(90, 100)
    await editor.answered()
    expect([editor.state.busy, editor.scene.active().length > 0]).toEqual([true, true])
    editor.press('Escape')
    expect([editor.state.busy, editor.scene.active().length, editor.document.size, editor.state.thinking]).toEqual([false, 0, 0, null])
  })

  it('stay in hand when another class of theirs is chosen, and show the draft as one of it', async () => {
    const editor = new SmartEditor(pixels).take('wand').click(90, 100)
    await editor.answered()
    editor.commands.run('class.choose', 'car')
    expect([editor.state.tool, editor.preview?.annotations[0]?.type]).toEqual(['smart', 'box'])
    editor.press('Enter')
    expect(editor.document.all().map(({ type, value }) => [type, Object.values(value).map((number) => Math.round(Number(number) / 10))])).toEqual([['box', [4, 5, 10, 10]]])
  })

  it('do not let the answer be handed in while something is awaited', () => {
    const editor = new SmartEditor(pixels).take('wand').click(90, 100)
    expect([editor.state.busy, editor.commands.enabled('work.submit')]).toEqual([true, false])
  })
})

describe('the magic wand', () => {
  it('finds what is clicked, and a click on it accepts', async () => {
    const editor = new SmartEditor(pixels).take('wand').click(90, 100)
    await editor.answered()
    expect(overlap(editor.region(), left)).toBeGreaterThan(0.95)
    expect(editor.document.size).toBe(0)
    editor.click(95, 105)
    expect([...editor.state.selection]).toEqual(['new1'])
    expect(overlap(editor.region('new1'), left)).toBeGreaterThan(0.95)
    expect(editor.state.undoLabel).toBe('Add blob')
  })

  it('accepts and begins the next when something else is clicked, however soon', async () => {
    const editor = new SmartEditor(pixels).take('wand').click(90, 100).click(220, 100)
    await editor.answered()
    editor.press('Enter')
    expect(editor.document.size).toBe(2)
    expect(overlap(editor.region('new1'), left)).toBeGreaterThan(0.95)
    expect(overlap(editor.region('new2'), right)).toBeGreaterThan(0.95)
  })

  it('adds with Shift and takes away with Alt', async () => {
    const editor = new SmartEditor(pixels).take('wand').click(90, 100).click(220, 100, { shift: true })
    await editor.answered()
    expect(overlap(editor.region(), both)).toBeGreaterThan(0.95)
    editor.click(90, 100, { alt: true })
    await editor.answered()
    expect(overlap(editor.region(), right)).toBeGreaterThan(0.95)
  })

  it('takes back the last prompt with Backspace', async () => {
    const editor = new SmartEditor(pixels).take('wand').click(90, 100).click(220, 100, { shift: true })
    await editor.answered()
    expect(editor.press('Backspace')).toBe(true)
    await editor.answered()
    expect(overlap(editor.region(), left)).toBeGreaterThan(0.95)
    editor.press('Backspace')
    expect(editor.state.busy).toBe(false)
  })

  it('is more tolerant when dragged to the right, and keeps that as the person’s setting', async () => {
    const editor = new SmartEditor(pixels).take('wand')
    editor.setSettings('smart.wand', { tolerance: 4 })
    editor.point('down', 90, 100)
    await editor.answered()
    const before = overlap(editor.region(), left)
    editor.point('move', 150, 100)
    await editor.answered()
    expect(editor.state.settings['smart.wand']?.tolerance).toBe(42)
    expect(before).toBeLessThan(0.5)
    expect(overlap(editor.region(), left)).toBeGreaterThan(0.95)
  })

  it('reads the last prompt anew when a setting changes', async () => {
    const editor = new SmartEditor(pixels).take('wand')
    editor.setSettings('smart.wand', { tolerance: 4 })
    editor.click(90, 100)
    await editor.answered()
    expect(overlap(editor.region(), left)).toBeLessThan(0.5)
    for (let i = 0; i < 8; i++) editor.press(']')
    await editor.answered()
    expect(overlap(editor.region(), left)).toBeGreaterThan(0.95)
  })

  it('follows an object out of view', async () => {
    const editor = new SmartEditor(pixels).take('wand')
    editor.setCamera({ x: 85, y: 95, scale: 64 })
    editor.click(90, 100)
    await editor.answered()
    expect(overlap(editor.region(), left)).toBeGreaterThan(0.95)
  })
})

describe('intelligent scissors', () => {
  it.each(['first', 'double', 'Enter'])('follow the border between clicks, and are closed by %s', async (way) => {
    const editor = new SmartEditor(pixels).take('scissors')
    const centre = { x: 90, y: 100 }
    for (const degrees of [0, 80, 160, 240]) editor.click(...onCircle(centre, 53, degrees))
    editor.point('move', ...onCircle(centre, 52, 300))
    await editor.answered()
    expect(editor.preview?.aids?.length).toBeGreaterThan(4)
    if (way === 'first') editor.click(...onCircle(centre, 53, 0))
    if (way === 'double') editor.point('down', ...onCircle(centre, 52, 300)).point('up', ...onCircle(centre, 52, 300)).point('down', ...onCircle(centre, 52, 300), {}, 2)
    if (way === 'Enter') editor.press('Enter')
    await editor.answered()
    expect(overlap(editor.region('new1'), left)).toBeGreaterThan(0.95)
    expect(editor.state.busy).toBe(false)
  })
})

describe('a pin beside the edge', () => {
  const centre = { x: 90, y: 100 }
  const farthest = (editor: SmartEditor, id: string): number => {
    const { rings } = editor.document.get(id)?.value as { readonly rings: readonly (readonly Point[])[] }
    return Math.max(...rings.flat().map(({ x, y }) => Math.abs(Math.hypot(x - centre.x, y - centre.y) - 50)))
  }

  it('is drawn onto it, and seen there', async () => {
    const editor = new SmartEditor(pixels).take('scissors').click(...onCircle(centre, 56, 0))
    await editor.answered()
    editor.point('move', ...onCircle(centre, 56, 40))
    const [pin] = (editor.preview?.aids ?? []).flatMap((mark) => (mark.kind === 'points' ? mark.points : []))
    expect(pin && Math.abs(Math.hypot(pin.x - centre.x, pin.y - centre.y) - 50)).toBeLessThan(1.5)
  })

  it('leaves no spur where it is not', async () => {
    const editor = new SmartEditor(pixels).take('scissors')
    editor.setSettings('smart.scissors', { snap: 0 })
    editor.click(...onCircle(centre, 50, 0))
    for (const degrees of [70, 150, 220, 290]) editor.click(...onCircle(centre, 58, degrees))
    editor.press('Enter')
    await editor.answered()
    expect(farthest(editor, 'new1')).toBeLessThan(3)
  })
})

describe('cutting out from a box', () => {
  it('finds the object in it, and a stroke mends it', async () => {
    const editor = new SmartEditor(pixels).take('grabcut').drag([25, 35], [275, 165])
    await editor.answered()
    expect(overlap(editor.region(), both)).toBeGreaterThan(0.95)
    editor.drag([200, 100], [240, 100], { alt: true })
    await editor.answered()
    expect(overlap(editor.region(), left)).toBeGreaterThan(0.95)
    editor.click(90, 100)
    expect(editor.document.size).toBe(1)
  })
})

describe('a large picture', () => {
  const { pixels: large, truth } = painted({
    width: 1100, height: 800, ground: [70, 110, 80], noise: 12,
    paint: ({ x, y }) => (((x - 820) / 270) ** 2 + ((y - 500) / 290) ** 2 < 1 ? [180, 100, 70] : null),
  })
  const seen = (): SmartEditor => {
    const editor = new SmartEditor(large)
    editor.commands.run('view.fit')
    return editor
  }

  it('is cut out up to its own border, though the colours are learnt on a small copy', async () => {
    const editor = seen().take('grabcut').drag([520, 190], [1099, 797])
    await editor.answered()
    expect(overlap(editor.region(), truth)).toBeGreaterThan(0.98)
  })

  it.each([
    ['wand', 'afar'],
    ['wand', 'near'],
    ['fill', 'afar'],
    ['fill', 'near'],
  ])('is found whole by the %s from %s', async (tool, from) => {
    const editor = seen().take(tool)
    editor.setSettings('smart.wand', { tolerance: 45 })
    if (from === 'near') editor.setCamera({ x: 770, y: 450, scale: 8 })
    editor.click(820, 500)
    await editor.answered()
    expect(overlap(editor.region(), truth)).toBeGreaterThan(0.95)
  })
})

describe('the superpixel brush', () => {
  it('shows the cell below the pointer, collects along a stroke, and takes away with Alt', async () => {
    const editor = new SmartEditor(pixels).take('superpixels')
    editor.point('move', 90, 100)
    await editor.answered()
    expect([editor.preview?.aids?.length, editor.state.busy]).toEqual([1, false])
    const [x, y] = [90, 100]
    for (let row = y - 44; row <= y + 44; row += 8) {
      const half = Math.sqrt(46 * 46 - (row - y) ** 2)
      editor.drag([x - half, row], [x + half, row], { shift: true })
    }
    await editor.answered()
    expect(overlap(editor.region(), left)).toBeGreaterThan(0.93)
    const before = editor.region().inside.reduce((sum, value) => sum + value, 0)
    editor.click(90, 100, { alt: true })
    await editor.answered()
    expect(editor.region().inside.reduce((sum, value) => sum + value, 0)).toBeLessThan(before)
    editor.press('Enter')
    expect(editor.document.size).toBe(1)
  })
})

describe('filling to the edge', () => {
  it('stops at the border', async () => {
    const editor = new SmartEditor(pixels).take('fill').click(220, 110)
    await editor.answered()
    expect(overlap(editor.region(), right)).toBeGreaterThan(0.93)
  })
})

describe('shrinking to content', () => {
  it('makes selected boxes tight, in one step, and leaves alone those that hold nothing', async () => {
    const editor = new SmartEditor(pixels, [box('a', 20, 30, 130, 140), box('b', 170, 40, 110, 120), box('c', 2, 2, 20, 20)])
    editor.select(['a', 'b', 'c'])
    expect(editor.commands.run('smart.shrink')).toBe(true)
    await editor.answered()
    const near = (id: string, expected: readonly number[]): boolean => Object.values(editor.document.get(id)?.value ?? {}).every((value, i) => Math.abs(Number(value) - (expected[i] ?? 0)) <= 1.5)
    expect([near('a', [40, 50, 100, 100]), near('b', [180, 60, 80, 80]), near('c', [2, 2, 20, 20])]).toEqual([true, true, true])
    editor.commands.run('edit.undo')
    expect(editor.document.get('a')?.value).toEqual({ x: 20, y: 30, width: 130, height: 140 })
  })

  it('does not touch what was changed meanwhile', async () => {
    const editor = new SmartEditor(pixels, [box('a', 20, 30, 130, 140)])
    editor.select(['a'])
    editor.commands.run('smart.shrink')
    editor.commands.run('edit.nudge-right')
    await editor.answered()
    expect(editor.document.get('a')?.value).toEqual({ x: 21, y: 30, width: 130, height: 140 })
  })
})

describe('a random walk with smart tools', () => {
  const { pixels: small } = painted({ width: 90, height: 60, ground: [120, 125, 120], noise: 8, paint: disc({ x: 40, y: 30 }, 18, RED) })
  const KEYS = ['Enter', 'Escape', 'Backspace', ']', '[', '}', 'v', 'n', 'Delete', '1', '2', 'z', 'f']

  it.each([1, 2, 3])('never throws, and undoes to the start (seed %i)', async (seed) => {
    const random = randomFrom(seed)
    const editor = new SmartEditor(small)
    const problems: string[] = []
    editor.on('problem', (text) => problems.push(text))
    const tools = [...SMART_TOOLS.keys()]
    for (let i = 0; i < 400; i++) {
      const at = (): readonly [number, number] => [random.below(100) - 5, random.below(70) - 5]
      const modifiers = { shift: random.next() < 0.25, alt: random.next() < 0.15, ctrl: random.next() < 0.05 }
      const kind = random.next()
      if (kind < 0.15) editor.commands.run(`smart.${random.pick(tools)}`)
      else if (kind < 0.35) editor.click(...at(), modifiers)
      else if (kind < 0.55) editor.drag(at(), at(), modifiers)
      else if (kind < 0.7) editor.point(random.pick(['down', 'move', 'up'] as const), ...at(), modifiers)
      else if (kind < 0.95) editor.press(random.pick(KEYS))
      else await editor.answered()
      editor.scene.active()
    }
    editor.cancel()
    await editor.answered()
    let steps = 0
    for (; editor.state.canUndo; steps++) editor.commands.run('edit.undo')
    expect(steps).toBeGreaterThan(5)
    expect([problems, editor.document.size, editor.state.busy]).toEqual([[], 0, false])
  })
})

describe('a tool that thinks for long', () => {
  /** Answers when told to; hears when it is stopped. */
  function slow() {
    const waiting: { done(): void; readonly asked: number }[] = []
    const stopped: number[] = []
    const thinker: Thinker = {
      think: (_item, _tool, question, { signal, progress }) =>
        new Promise((resolve, reject) => {
          progress(0.5)
          const asked = question.prompts.length
          signal.addEventListener('abort', () => {
            stopped.push(asked)
            reject(new Stopped('Nobody waits for this any more.'))
          })
          const ring = [{ x: 0, y: 0 }, { x: 10 * asked, y: 0 }, { x: 0, y: 10 }]
          waiting.push({ asked, done: () => resolve({ views: [{ kind: 'polygon', parts: [[ring]] }], guides: [], score: 0.9 }) })
        }),
    }
    return { thinker, waiting, stopped }
  }
  const tick = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve))

  it('is asked the newest question only, and says how far it is', async () => {
    const { thinker, waiting } = slow()
    const editor = new SmartEditor(pixels, [], thinker).take('wand')
    editor.click(50, 50).click(60, 50, { shift: true }).click(70, 50, { shift: true })
    expect([editor.state.thinking, waiting.map(({ asked }) => asked)]).toEqual([0.5, [1]])
    waiting[0]?.done()
    await tick()
    expect(waiting.map(({ asked }) => asked)).toEqual([1, 3])
    waiting[1]?.done()
    await editor.answered()
    expect(editor.preview?.annotations[0]?.value).toEqual({ rings: [[{ x: 0, y: 0 }, { x: 30, y: 0 }, { x: 0, y: 10 }]] })
  })

  it('is stopped by Escape', async () => {
    const { thinker, stopped } = slow()
    const editor = new SmartEditor(pixels, [], thinker).take('wand').click(50, 50)
    editor.press('Escape')
    await tick()
    expect([stopped, editor.state.thinking, editor.state.busy]).toEqual([[1], null, false])
  })

  it('still gives what was accepted before it was there', async () => {
    const { thinker, waiting } = slow()
    const editor = new SmartEditor(pixels, [], thinker).take('wand').click(50, 50)
    editor.press('Enter')
    expect([editor.document.size, editor.state.busy]).toEqual([0, true])
    waiting[0]?.done()
    await editor.answered()
    expect([editor.document.size, editor.state.busy]).toEqual([1, false])
  })

  it('tells people what went wrong', async () => {
    const thinker: Thinker = { think: () => Promise.reject(new Error('The model does not answer.')) }
    const editor = new SmartEditor(pixels, [], thinker).take('wand')
    const heard: string[] = []
    editor.on('problem', (text) => heard.push(text))
    editor.take('superpixels').point('move', 50, 50)
    await editor.answered()
    expect(heard).toEqual([])
    editor.take('wand').click(50, 50)
    await editor.answered()
    expect(heard).toEqual(['The model does not answer.'])
  })
})
