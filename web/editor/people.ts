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
  const names = new Set(document.all().flatMap(({ annotator }) => annotator ?? []))
  const people = new Map([...names].sort().map((name, place) => [name, PALETTE[place % PALETTE.length] ?? PALETTE[0]]))
  KNOWN.set(ids, people)
  return people
}
