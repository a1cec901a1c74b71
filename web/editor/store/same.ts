/** Whether two pieces of JSON-able data are equal, whatever the order of their keys. */
export function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((entry, i) => same(entry, b[i]))
  }
  const [first, second] = [present(a), present(b)]
  return first.length === second.length && first.every(([key, value]) => key in b && same(value, (b as Record<string, unknown>)[key]))
}

/** A key whose value is undefined is not there, as in JSON. */
function present(data: object): [string, unknown][] {
  return Object.entries(data).filter(([, value]) => value !== undefined)
}
