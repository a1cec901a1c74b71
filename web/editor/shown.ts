/** What a gesture under way shows otherwise than the document does: indexed once, for all who ask about one annotation. Pure. */
import type { Annotation } from './model'
import type { Preview } from './tools/types'

export interface Shown {
  readonly preview: Preview | null
  /** What is shown in place of annotations of the document, or beside them. */
  readonly drafts: ReadonlyMap<string, Annotation>
  /** What is not shown meanwhile. */
  readonly without: ReadonlySet<string>
  /** All of both. */
  readonly ids: ReadonlySet<string>
}

export function shownOf(preview: Preview | null): Shown {
  const drafts = new Map(preview?.annotations.map((annotation) => [annotation.id, annotation]))
  const without = new Set(preview?.without)
  return { preview, drafts, without, ids: new Set([...drafts.keys(), ...without]) }
}
