// Which objects a list shows and in which order. Pure.
import type { Annotation, DocumentView } from '@editor'

export const SORTS = ['front', 'class', 'size', 'confidence', 'compound'] as const
export type Sort = (typeof SORTS)[number]

export interface ObjectQuery {
  /** Words that a class, an attribute or a note must hold, each of them. */
  readonly words: string
  readonly sort: Sort
}

export const EVERYTHING: ObjectQuery = { words: '', sort: 'front' }

/** Ids for the list, the first on top: from front to back, or by what else is asked for, equals from front to back. */
export function orderedIds(
  document: Pick<DocumentView, 'ids' | 'get'>,
  { words, sort }: ObjectQuery,
  sizeOf: (id: string) => number,
): readonly string[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean)
  const fromFront = document.ids().toReversed()
  if (wanted.length === 0 && sort === 'front') return fromFront
  const rows = fromFront.flatMap((id) => {
    const annotation = document.get(id)
    return annotation && holds(annotation, wanted) ? [{ id, annotation }] : []
  })
  switch (sort) {
    case 'front':
      break
    case 'class':
      rows.sort((a, b) => a.annotation.class.localeCompare(b.annotation.class))
      break
    case 'size': {
      const sizes = new Map(rows.map(({ id }) => [id, sizeOf(id)]))
      rows.sort((a, b) => (sizes.get(b.id) ?? 0) - (sizes.get(a.id) ?? 0))
      break
    }
    case 'confidence':
      rows.sort((a, b) => (a.annotation.confidence ?? 1) - (b.annotation.confidence ?? 1))
      break
    case 'compound': {
      const firsts = new Map<string, number>()
      const places = new Map(rows.map(({ id, annotation: { compound } }, row) => [id, firstOf(firsts, compound, row)]))
      rows.sort((a, b) => (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0))
    }
  }
  return rows.map(({ id }) => id)
}

/** The row of the first that one belongs together with, which may be its own. */
function firstOf(firsts: Map<string, number>, compound: string | undefined, row: number): number {
  if (!compound) return row
  const first = firsts.get(compound) ?? row
  firsts.set(compound, first)
  return first
}

function holds({ class: name, attributes, note }: Annotation, wanted: readonly string[]): boolean {
  if (wanted.length === 0) return true
  const said = Object.entries(attributes).map(([key, value]) =>
    value === true ? key : value === false ? '' : String(value),
  )
  const text = [name, ...said, note ?? ''].join('\n').toLowerCase()
  return wanted.every((word) => text.includes(word))
}
