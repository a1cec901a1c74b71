// What an answer got wrong, as marks to draw beside the answer and as words. Pure.
import type { Annotation } from '@editor'
import type { AttributeValue, Difference, Feedback } from '@client/types'
import { complete } from '../../spec/ontology'

/** What the colour of a right mark is, solid ones being those of the answer. */
export const RIGHT_COLOR = '#2f9e44'

/** An answer beside the right one; marks of the two never share an id. */
export interface Compared {
  readonly said: readonly Annotation[]
  /** Each with the name that is written at it. */
  readonly right: readonly Annotation[]
  readonly colors: ReadonlyMap<string, string>
}

export function comparedOf(feedback: Feedback, nameOf: (cls: string) => string): Compared {
  const right = complete(feedback.gold).map((annotation) => ({
    ...annotation,
    id: rightId(annotation.id),
    annotator: nameOf(annotation.class),
    ...(annotation.compound ? { compound: rightId(annotation.compound) } : {}),
  }))
  return {
    said: complete(feedback.said),
    right,
    colors: new Map(right.map(({ annotator }) => [annotator, RIGHT_COLOR])),
  }
}

/** The right marks of what differs, or of one difference alone. */
export function rightMarks(
  { right }: Compared,
  differences: readonly Difference[],
  chosen: Difference | null,
): readonly Annotation[] {
  const wanted = new Set((chosen ? [chosen] : differences).flatMap(({ gold_id: id }) => (id ? [rightId(id)] : [])))
  return right.filter(({ id }) => wanted.has(id))
}

/** The mark of the answer that a difference is about, and the right one. */
export function marksOf({ said_id: said, gold_id: gold }: Difference): {
  readonly said: string | null
  readonly right: string | null
} {
  return { said: said || null, right: gold ? rightId(gold) : null }
}

export interface WrongAttribute {
  readonly name: string
  readonly said: string
  readonly right: string
}

/** The attributes that differ, each with what was said and what is right; empty where nothing was said. */
export function wrongAttributes({ said, gold }: Feedback, difference: Difference): readonly WrongAttribute[] {
  const attributesOf = (annotations: Feedback['gold'], id: string | undefined) =>
    complete(annotations).find((annotation) => annotation.id === id)?.attributes ?? {}
  const ours = attributesOf(said, difference.said_id)
  const right = attributesOf(gold, difference.gold_id)
  return (difference.names ?? []).map((name) => ({ name, said: wordOf(ours[name]), right: wordOf(right[name]) }))
}

function rightId(id: string): string {
  return `gold:${id}`
}

function wordOf(value: AttributeValue | undefined): string {
  return value === undefined ? '' : typeof value === 'object' ? value.join(', ') : String(value)
}
