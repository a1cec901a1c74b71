// What may stand in an address, whatever somebody wrote there. Pure.

/** Of these fields, those that are words; one that reads like a number comes as one. */
export function wordsOf(raw: Readonly<Record<string, unknown>>, keys: readonly string[]): Record<string, string> {
  return Object.fromEntries(keys.flatMap((key) => (isWord(raw[key]) ? [[key, String(raw[key])]] : [])))
}

/** Of these fields, those that are days such as `2026-11-01`. */
export function daysOf(raw: Readonly<Record<string, unknown>>, keys: readonly string[]): Record<string, string> {
  return Object.fromEntries(keys.map((key) => [key, raw[key]] as const).filter(isDay))
}

export function isOn(value: unknown): boolean {
  return value === true || value === 'true'
}

function isDay(field: readonly [string, unknown]): field is readonly [string, string] {
  const value = field[1]
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value))
}

function isWord(value: unknown): boolean {
  return (typeof value === 'string' && value !== '') || typeof value === 'number'
}
