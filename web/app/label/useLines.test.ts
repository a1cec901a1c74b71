import { fireEvent, renderHook } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { useLines } from './useLines'

const HEIGHT = 32

/** A pane in which ten lines are seen. */
function paneOf(): HTMLElement {
  const pane = document.createElement('div')
  Object.defineProperty(pane, 'clientHeight', { value: 10 * HEIGHT })
  return pane
}

function scroll(pane: HTMLElement, line: number): void {
  pane.scrollTop = line * HEIGHT
  fireEvent.scroll(pane)
}

function followed(count: number) {
  const pane = paneOf()
  const { result, rerender } = renderHook((length: number) => useLines(pane, length, HEIGHT), { initialProps: count })
  return { pane, result, rerender }
}

describe('the lines of a long list', () => {
  it('are those in view and some around them, however long it is', () => {
    const { pane, result } = followed(10_000)
    expect(result.current.indices[0]).toBe(0)
    scroll(pane, 5_000)
    const { indices } = result.current
    expect([indices.includes(5_000), indices.includes(5_010), indices.length < 30]).toEqual([true, true, true])
  })

  it('each have a place of their own, which those that stay in view keep', () => {
    const { pane, result } = followed(10_000)
    scroll(pane, 5_000)
    const before = new Map(result.current.indices.map((index) => [index, result.current.placeOf(index)]))
    expect(new Set(before.values()).size).toBe(before.size)
    scroll(pane, 5_003)
    const stayed = result.current.indices.filter((index) => before.has(index))
    expect(stayed.length).toBe(before.size - 3)
    expect(stayed.map((index) => result.current.placeOf(index))).toEqual(stayed.map((index) => before.get(index)))
  })

  it('keep their places when another comes in before them', () => {
    const { pane, result, rerender } = followed(10_000)
    scroll(pane, 5_000)
    const before = result.current.indices.map((index) => result.current.placeOf(index))
    rerender(10_001)
    expect(result.current.indices.map((index) => result.current.placeOf(index + 1))).toEqual(before)
  })

  it('are the last ones where the list has become shorter than what was scrolled to', () => {
    const { pane, result, rerender } = followed(10_000)
    scroll(pane, 9_990)
    rerender(40)
    expect(result.current.indices.at(-1)).toBe(39)
    rerender(3)
    expect(result.current.indices).toEqual([0, 1, 2])
  })
})
