// What may stand in an address, whatever somebody wrote there. Pure.

/** Of these fields, those that are words; one that reads like a number comes as one. */
export function wordsOf(raw: Readonly<Record<string, unknown>>, keys: readonly string[]): Record<string, string> {
  return Object.fromEntries(keys.flatMap((key) => (isWord(raw[key]) ? [[key, String(raw[key])]] : [])))
}

export function isOn(value: unknown): boolean {
  return value === true || value === 'true'
}

function isWord(value: unknown): boolean {
  return (typeof value === 'string' && value !== '') || typeof value === 'number'
}
