/** Who made what is shown, where answers of several people are shown together, and a colour for each. */
import type { DocumentView } from './api'
import { PALETTE } from './colors'

/** By the ids of a document, which are another array when something has come or gone. */
const KNOWN = new WeakMap<readonly string[], ReadonlyMap<string, string>>()

/** Their names from A to Z, each with a colour of its own as far as there are so many. */
export function peopleOf(document: DocumentView): ReadonlyMap<string, string> {
  const ids = document.ids()
  const known = KNOWN.get(ids)
  if (known) return known
  const people = coloredPeople(document.all().flatMap(({ annotator }) => annotator ?? []))
  KNOWN.set(ids, people)
  return people
}

/** Names from A to Z, each with a colour of its own as far as there are so many. */
export function coloredPeople(names: readonly string[]): ReadonlyMap<string, string> {
  const sorted = [...new Set(names)].sort()
  return new Map(sorted.map((name, place) => [name, PALETTE[place % PALETTE.length] ?? PALETTE[0]]))
}
