// Two answers as one picture: which annotation of the one is which of the other, so that the editor can compare. Pure.
import type { Annotation } from '@editor'
import type { Change, Compared } from '@client/queries/history'

export type Look = 'both' | 'before' | 'after'

/** What is drawn, and what that is compared with. */
export interface Overlay {
  readonly annotations: readonly Annotation[]
  readonly compare: readonly Annotation[] | null
}

/** The answers as they are looked at; what is one thing in both has the id that it has in the later one. */
export function overlay(
  before: readonly Annotation[],
  after: readonly Annotation[],
  compared: Compared | undefined,
  look: Look,
): Overlay {
  if (look === 'after' || !compared) return { annotations: after, compare: null }
  const earlier = renamed(before, compared)
  return look === 'before' ? { annotations: earlier, compare: null } : { annotations: after, compare: earlier }
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
