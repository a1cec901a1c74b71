// Two answers as one picture: which annotation of the one is which of the other, so that the editor can compare. Pure.
import type { Annotation } from '@editor'
import type { Change, Compared } from '@client/queries/history'

export type Look = 'both' | 'before' | 'after' | 'swipe'

/** What is drawn, and what that is compared with. */
export interface Overlay {
  readonly annotations: readonly Annotation[]
  readonly compare: readonly Annotation[] | null
}

/**
 * The answers as they are looked at; what is one thing in both has the id that it has in the later one. Under a swipe
 * lies the earlier one. What is `alike`, by those ids, counts as the same where both are compared.
 */
export function overlay(
  before: readonly Annotation[],
  after: readonly Annotation[],
  compared: Compared | undefined,
  look: Look,
  alike: ReadonlySet<string> = new Set(),
): Overlay {
  if (look === 'after' || !compared) return { annotations: after, compare: null }
  const earlier = renamed(before, compared)
  if (look !== 'both') return { annotations: earlier, compare: null }
  const later = new Map(after.map((annotation) => [annotation.id, annotation]))
  const compare = earlier.map((one) => (alike.has(one.id) ? (later.get(one.id) ?? one) : one))
  return { annotations: after, compare }
}

/** The id under which the editor knows the annotation of a change. */
export function shownId(change: Change): string {
  return change.after || goneId(change.before ?? '')
}

function renamed(before: readonly Annotation[], { together }: Compared): readonly Annotation[] {
  const later = new Map(together)
  return before.map((annotation) => ({ ...annotation, id: later.get(annotation.id) ?? goneId(annotation.id) }))
}

/** No annotation of the later answer has such an id. */
function goneId(id: string): string {
  return `before:${id}`
}
