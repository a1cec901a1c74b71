// Numbers, times and durations for people, in the language of the page.

const LOCALE = typeof document === 'undefined' ? 'en' : document.documentElement.lang || 'en'

const whole = new Intl.NumberFormat(LOCALE)
const relative = new Intl.RelativeTimeFormat(LOCALE, { numeric: 'auto', style: 'short' })
const dateTime = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeStyle: 'short' })

export function count(value: number): string {
  return whole.format(value)
}

/** How many there are, such as `1,234`, or `10,000+` where it is at least so many. */
export function tally(value: number, exact: boolean): string {
  return `${count(value)}${exact ? '' : '+'}`
}

/** A share in [0, 1] as a percentage. */
export function percent(share: number, digits = 0): string {
  return `${(share * 100).toFixed(digits)} %`
}

/** A coefficient, at most 1, such as “0.82” or “−0.04”. */
export function coefficient(value: number): string {
  return value.toFixed(2).replace('-', '−')
}

export function bytes(size: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  let value = size
  let unit = 0
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000
    unit += 1
  }
  return `${unit === 0 || value >= 100 ? Math.round(value).toString() : value.toFixed(1)} ${units[unit] ?? 'B'}`
}

const timeOfDay = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' })
const calendar = new Intl.DateTimeFormat(undefined, { dateStyle: 'full' })
const utcDay = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })

const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
]

/** Whether a time has come. */
export function isPast(time: string, now: number = Date.now()): boolean {
  return Date.parse(time) <= now
}

/** How long ago, such as “3 hr. ago”. */
export function ago(time: string, now: number = Date.now()): string {
  const seconds = (Date.parse(time) - now) / 1000
  for (const [unit, length] of STEPS) {
    if (Math.abs(seconds) >= length) return relative.format(Math.round(seconds / length), unit)
  }
  return relative.format(0, 'second')
}

export function when(time: string): string {
  return dateTime.format(new Date(time))
}

/** The day of a time, such as “Tuesday, 24 November 2026”. */
export function day(time: string): string {
  return calendar.format(new Date(time))
}

/** A day of UTC, such as “1 Nov 2026” for `2026-11-01`. */
export function date(day: string): string {
  return utcDay.format(Date.parse(day))
}

/** The time of day, such as `14:32`. */
export function time(at: string): string {
  return timeOfDay.format(new Date(at))
}

/** A span of time such as `45 s`, `12 min`, `3 h 20 min`, `4 d 6 h`. */
export function duration(seconds: number): string {
  const s = Math.max(0, Math.round(seconds))
  if (s < 60) return `${String(s)} s`
  if (s < 3600) return `${String(Math.round(s / 60))} min`
  if (s < 86_400) return pair(Math.floor(s / 3600), 'h', Math.round((s % 3600) / 60), 'min')
  return pair(Math.floor(s / 86_400), 'd', Math.round((s % 86_400) / 3600), 'h')
}

/** A running clock such as `0:42` or `1:02:07`. */
export function clock(seconds: number): string {
  const s = Math.max(0, Math.floor(seconds))
  const two = (n: number): string => String(n).padStart(2, '0')
  const minutes = Math.floor((s % 3600) / 60)
  return s >= 3600
    ? `${String(Math.floor(s / 3600))}:${two(minutes)}:${two(s % 60)}`
    : `${String(minutes)}:${two(s % 60)}`
}

function pair(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${String(large)} ${largeUnit}` : `${String(large)} ${largeUnit} ${String(small)} ${smallUnit}`
}
