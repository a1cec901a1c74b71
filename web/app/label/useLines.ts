// Which lines of a long list of equally high ones are there: those in view, and a few above and below.
import { useLayoutEffect, useState } from 'react'
import { flushSync } from 'react-dom'

/** How many lines above and below what is seen, so that a turn of the wheel shows no gap. */
const SPARE = 4

export interface Lines {
  /** The indices of the lines that are there. */
  readonly indices: readonly number[]
  /**
   * The place of a line among those that are there. A line that goes leaves its place to one that comes: as the `key` of
   * a line it makes scrolling change what lines say, not make and destroy them. Counted from the end of the list, for what
   * comes in comes in at its beginning.
   */
  readonly placeOf: (index: number) => number
}

/** Follows how far the pane is scrolled; `height` is that of a line, in pixels. */
export function useLines(pane: HTMLElement | null, count: number, height: number): Lines {
  const [{ first, shown }, setRange] = useState({ first: 0, shown: 0 })

  useLayoutEffect(() => {
    if (!pane) return
    const look = (): void => {
      const first = Math.max(0, Math.floor(pane.scrollTop / height) - SPARE)
      const shown = Math.ceil(pane.clientHeight / height) + 1 + 2 * SPARE
      setRange((now) => (now.first === first && now.shown === shown ? now : { first, shown }))
    }
    look()
    // Within the frame that scrolls, before it is painted.
    const scrolled = (): void => flushSync(look)
    pane.addEventListener('scroll', scrolled, { passive: true })
    const sizes = new ResizeObserver(look)
    sizes.observe(pane)
    return () => {
      pane.removeEventListener('scroll', scrolled)
      sizes.disconnect()
    }
  }, [pane, height])

  const from = Math.max(0, Math.min(first, count - shown))
  const length = Math.min(shown, count - from)
  return {
    indices: Array.from({ length }, (_, line) => from + line),
    placeOf: (index) => (count - index) % Math.max(shown, 1),
  }
}
