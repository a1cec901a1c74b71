/** How a picture is shown: never more than its look, the pixels stay what they are. */

export interface Display {
  /** Added to each value, from -1 to 1. */
  readonly brightness: number
  /** The slope about the middle, from 0 to 4; 1 leaves it. */
  readonly contrast: number
  /** Values are raised to 1 / gamma, from 0.2 to 5; 1 leaves them. */
  readonly gamma: number
  readonly invert: boolean
  /** The window: values at or below `low` are black, at or above `high` white, as shares of the whole range. */
  readonly low: number
  readonly high: number
}

export const PLAIN: Display = { brightness: 0, contrast: 1, gamma: 1, invert: false, low: 0, high: 1 }

/** What a number of the display may be, and how far one step of a key goes. */
export const RANGES = {
  brightness: { minimum: -1, maximum: 1, step: 0.05 },
  contrast: { minimum: 0, maximum: 4, step: 0.1 },
  gamma: { minimum: 0.2, maximum: 5, step: 0.1 },
  low: { minimum: 0, maximum: 1, step: 0.01 },
  high: { minimum: 0, maximum: 1, step: 0.01 },
} as const

/** The narrowest window, as a share of the range. */
const WINDOW_MIN = 1 / 1024

/** The display with some of it changed, every number within its range and the window open. */
export function displayed(display: Display, changes: Partial<Display>): Display {
  const next = { ...display, ...changes }
  const number = (name: keyof typeof RANGES): number => {
    const { minimum, maximum } = RANGES[name]
    return Math.round(Math.min(maximum, Math.max(minimum, next[name])) * 1e4) / 1e4
  }
  const low = Math.min(number('low'), 1 - WINDOW_MIN)
  return {
    brightness: number('brightness'),
    contrast: number('contrast'),
    gamma: number('gamma'),
    invert: next.invert,
    low,
    high: Math.max(number('high'), low + WINDOW_MIN),
  }
}

export function isPlain(display: Display): boolean {
  return (Object.keys(PLAIN) as (keyof Display)[]).every((name) => display[name] === PLAIN[name])
}

/** The value shown for a value of the picture, both from 0 to 1: window, gamma, contrast, brightness, inversion. */
export function shade(display: Display, value: number): number {
  const { low, high, gamma, contrast, brightness, invert } = display
  const windowed = Math.min(1, Math.max(0, (value - low) / (high - low)))
  const curved = (windowed ** (1 / gamma) - 0.5) * contrast + 0.5 + brightness
  const held = Math.min(1, Math.max(0, curved))
  return invert ? 1 - held : held
}
