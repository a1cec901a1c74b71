// What an answer still lacks before it can be handed in, and whether it is complete.
import { missingAttributes, type EditorView } from '@editor'

export type Gap =
  | {
      readonly kind: 'attributes'
      readonly annotation: string
      readonly class: string
      readonly names: readonly string[]
    }
  | { readonly kind: 'group'; readonly name: string }

export function gapsOf(view: Pick<EditorView, 'document' | 'ontology' | 'classOf'>): readonly Gap[] {
  const all = view.document.all()
  const attributes = all.flatMap((annotation): Gap[] => {
    const cls = view.classOf(annotation.class)
    const names = cls ? missingAttributes(annotation.attributes, cls) : []
    return names.length > 0 ? [{ kind: 'attributes', annotation: annotation.id, class: annotation.class, names }] : []
  })
  const answered = new Set(all.map((annotation) => view.classOf(annotation.class)?.group))
  const groups = view.ontology.groups
    .filter((group) => group.required === true && !answered.has(group.name))
    .filter((group) => view.ontology.classes.some((cls) => cls.group === group.name))
  return [...attributes, ...groups.map(({ name }): Gap => ({ kind: 'group', name }))]
}

/**
 * Whether nothing is left to do, as far as the ontology tells: nothing required is missing, each question has an answer and,
 * where there are classes to draw, something is drawn. Where there are tags alone and no questions, one tag is enough.
 */
export function isComplete(view: Pick<EditorView, 'document' | 'ontology' | 'classOf' | 'labels' | 'state'>): boolean {
  const { media } = view.state.item
  const all = view.document.all()
  const isTag = (type: string): boolean => view.labels.get(type)?.constant !== undefined
  const classes = view.ontology.classes.filter(({ type }) => view.labels.get(type)?.media.includes(media))
  const asked = new Set(classes.flatMap(({ type, group }) => (group && isTag(type) ? [group] : [])))
  const answered = new Set(all.map((annotation) => view.classOf(annotation.class)?.group))
  const drawn = all.some(({ type }) => !isTag(type)) || classes.every(({ type }) => isTag(type))
  return all.length > 0 && drawn && [...asked].every((group) => answered.has(group)) && gapsOf(view).length === 0
}
