// Finding a command by a few of its letters.

/** How well a query fits a text: higher is better, null where its letters do not occur in order. */
export function score(query: string, text: string): number | null {
  const wanted = query.trim().toLowerCase()
  const given = text.toLowerCase()
  if (!wanted) return 0
  const whole = given.indexOf(wanted)
  if (whole >= 0) return 1000 - whole - (isWordStart(given, whole) ? 0 : 200)
  let points = 0
  let at = 0
  for (const letter of wanted.replaceAll(' ', '')) {
    const found = given.indexOf(letter, at)
    if (found < 0) return null
    points += (isWordStart(given, found) ? 12 : 2) - Math.min(found - at, 8)
    at = found + 1
  }
  return points
}

/** The entries that fit, best first; equals keep their order. */
export function matching<T>(query: string, entries: readonly T[], text: (entry: T) => string): readonly T[] {
  return entries
    .map((entry) => ({ entry, points: score(query, text(entry)) }))
    .filter((row): row is { entry: T; points: number } => row.points !== null)
    .sort((a, b) => b.points - a.points)
    .map(({ entry }) => entry)
}

function isWordStart(text: string, at: number): boolean {
  return at === 0 || /[\s\-_.:]/.test(text[at - 1] ?? '')
}
