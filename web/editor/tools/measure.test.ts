import { describe, expect, it } from 'vitest'
import { IMAGE, NO_MODIFIERS, TestEditor } from '../testing/testEditor'
import { measured, measuredText, spacingOf } from '../units'

function editorMeasuring(spacing?: readonly [number, number]): TestEditor {
  const editor = new TestEditor(spacing ? { item: { ...IMAGE, spacing } } : {})
  editor.commands.run('tool.measure')
  return editor
}

function readout(editor: TestEditor): string | undefined {
  const mark = editor.preview?.aids?.find(({ kind }) => kind === 'text')
  return mark?.kind === 'text' ? mark.text : undefined
}

describe('the size of a pixel', () => {
  it.each([
    ['one spacing for both ways', { spacing: 0.5 }, [0.5, 0.5]],
    ['a spacing for each way', { spacing: [0.5, 0.25] }, [0.5, 0.25]],
    ['dots per inch', { dpi: 254 }, [0.1, 0.1]],
    ['spacing before dots per inch', { spacing: 2, dpi: 254 }, [2, 2]],
    ['nothing', {}, null],
    ['no size', { spacing: 0 }, null],
    ['a number as lists in CSV write it', { spacing: '0.5' }, [0.5, 0.5]],
    ['no number', { spacing: 'wide', dpi: [300] }, null],
  ] as const)('is read from %s', (_, metadata, expected) => {
    const spacing = spacingOf(metadata)
    expect(spacing && spacing.map((size) => Number(size.toFixed(12)))).toEqual(expected)
  })
})

describe('a measured line', () => {
  it('has its length in pixels and the angle one sees', () => {
    expect(measured({ x: 0, y: 0 }, { x: 3, y: -4 }, null)).toEqual({ pixels: 5, millimetres: null, angle: expect.closeTo(53.13, 2) })
    expect(measured({ x: 0, y: 0 }, { x: 0, y: 2 }, null).angle).toBe(270)
  })

  it('has its length and angle in millimetres where pixels are not square', () => {
    const line = measured({ x: 0, y: 0 }, { x: 30, y: -10 }, [0.1, 0.4])
    expect(line.millimetres).toBeCloseTo(5)
    expect(line.angle).toBeCloseTo(53.13, 2)
  })

  it('is told in one line', () => {
    expect(measuredText({ pixels: 5, millimetres: 2.5, angle: 53.13 })).toBe('5.0 px · 2.50 mm · 53.1°')
    expect(measuredText({ pixels: 5, millimetres: null, angle: 0 })).toBe('5.0 px · 0.0°')
  })
})

describe('the measure tool', () => {
  it('shows the length while one drags, and after, until Escape', () => {
    const editor = editorMeasuring()
    editor.point('down', 10, 10).point('move', 13, 6)
    expect(readout(editor)).toBe('5.0 px · 53.1°')
    editor.point('up', 40, 50).glide(200, 200)
    expect(readout(editor)).toBe('50.0 px · 306.9°')
    editor.key({ type: 'key', key: 'Escape', code: 'Escape', modifiers: NO_MODIFIERS, repeat: false })
    expect(readout(editor)).toBeUndefined()
    expect(editor.state.tool).toBe('measure')
  })

  it('tells millimetres where the size of a pixel is known', () => {
    expect(readout(editorMeasuring([0.1, 0.1]).drag([0, 0], [30, 40]))).toBe('50.0 px · 5.00 mm · 306.9°')
  })

  it('keeps nothing, and shows nothing for a click or after another tool is taken', () => {
    const editor = editorMeasuring()
    editor.click(10, 10)
    expect(readout(editor)).toBeUndefined()
    editor.drag([0, 0], [30, 40])
    editor.commands.run('tool.select')
    expect(readout(editor)).toBeUndefined()
    expect([editor.document.size, editor.state.edits, editor.state.canUndo]).toEqual([0, 0, false])
  })
})
