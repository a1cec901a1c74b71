/** Making compounds and taking them apart. Pure. */
import type { EditorView } from '../api'
import type { Annotation } from '../model'
import { canEdit, changeable, counted, replacement } from './selection'
import type { Outcome } from './types'

export function canGroup(view: EditorView): boolean {
  const [first, ...rest] = groupable(view)
  const one = first?.compound !== undefined && rest.every(({ compound }) => compound === first.compound)
  return rest.length > 0 && !one
}

/** All of them become one compound, also where some were of others before. */
export function grouped(view: EditorView): Outcome | null {
  const annotations = groupable(view)
  const compound = view.newId()
  const patch = replacement(view, annotations.map((one) => ({ ...one, compound })), `Group ${counted(annotations)}`)
  return patch && { kind: 'patch', patch }
}

export function canUngroup(view: EditorView): boolean {
  return groupable(view).some(({ compound }) => compound !== undefined)
}

/** They belong together with nothing any more; what alone is left of a compound neither. */
export function ungrouped(view: EditorView): Outcome | null {
  const chosen = groupable(view).filter(({ compound }) => compound !== undefined)
  const ids = new Set(chosen.map(({ id }) => id))
  const lone = chosen.flatMap(({ id }) => {
    const left = view.document.together(id).filter((one) => !ids.has(one))
    return left.length === 1 ? left : []
  })
  const freed = [...chosen, ...[...new Set(lone)].flatMap((id) => view.document.get(id) ?? [])]
  const patch = replacement(view, freed.map(alone), `Ungroup ${counted(chosen)}`)
  return patch && { kind: 'patch', patch }
}

/** The annotation without its compound. */
export function alone({ compound: _, ...annotation }: Annotation): Annotation {
  return annotation
}

/** The selected ones but for tags, which are of the whole item. */
function groupable(view: EditorView): Annotation[] {
  return canEdit(view) ? changeable(view).filter(({ type }) => view.labels.get(type)?.constant === undefined) : []
}
