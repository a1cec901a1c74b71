import { describe, expect, it } from 'vitest'
import { TestEditor, IMAGE } from '../testing/testEditor'
import { pixelSize, ticks } from './ruler'

const numbers = (...asked: Parameters<typeof ticks>): readonly (readonly [number, string])[] =>
  ticks(...asked).flatMap(({ at, text }) => (text === null ? [] : [[Math.round(at * 1000) / 1000, text] as const]))

describe('the lines of a ruler', () => {
  it('stand at round numbers, far enough apart to be read', () => {
    expect(numbers(0, 1, 1, 300)).toEqual([[0, '0'], [100, '100'], [200, '200'], [300, '300']])
    expect(numbers(-30, 2, 1, 200)).toEqual([[60, '0'], [160, '50']])
    expect(numbers(0, 0.05, 1, 150)).toEqual([[0, '0'], [100, '2000']])
  })

  it('count millimetres by the size of a pixel', () => {
    expect(numbers(0, 1, 0.25, 180)).toEqual([[0, '0'], [80, '20'], [160, '40']])
    expect(numbers(0, 8, 0.01, 170)).toEqual([[0, '0.0'], [80, '0.1'], [160, '0.2']])
  })

  it('have nine lines from one number to the next', () => {
    expect(ticks(0, 1, 1, 99.9).map(({ text }) => text)).toEqual(['0', ...Array.from({ length: 9 }, () => null)])
    expect(ticks(0, 1, 1, 99.9).map(({ at }) => at)).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80, 90])
  })

  it('stay where they are on the picture while it is moved, at every zoom', () => {
    for (const scale of [0.003, 0.4, 1, 7, 64]) {
      const places = (start: number): string[] => ticks(start, scale, 1, 900).map(({ at }) => (at / scale + start).toFixed(6))
      const moved = new Set(places(100 / scale))
      const shared = places(0).filter((place) => Number(place) >= 100 / scale)
      expect(shared.length).toBeGreaterThan(3)
      expect(shared.every((place) => moved.has(place))).toBe(true)
    }
  })
})

describe('rulers', () => {
  it('show millimetres where the size of a pixel is known, pixels else, and go again', () => {
    const editor = new TestEditor()
    const toggled = (): string => (editor.commands.run('view.rulers'), editor.state.rulers)
    expect([toggled(), toggled()]).toEqual(['pixels', 'off'])
    editor.open({ item: { ...IMAGE, spacing: [0.5, 0.25] }, annotations: [] })
    expect([toggled(), pixelSize(editor.state)]).toEqual(['millimetres', [0.5, 0.25]])
  })

  it('change their unit, and fall back on pixels where an item does not tell its size', () => {
    const editor = new TestEditor()
    editor.commands.run('view.rulers')
    expect(editor.commands.enabled('view.ruler-unit')).toBe(false)
    editor.open({ item: { ...IMAGE, id: 'other', spacing: [0.5, 0.5] }, annotations: [] })
    editor.commands.run('view.ruler-unit')
    expect(editor.state.rulers).toBe('millimetres')
    editor.open({ item: IMAGE, annotations: [] })
    expect(pixelSize(editor.state)).toEqual([1, 1])
  })
})
