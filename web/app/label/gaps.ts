// What an answer still lacks before it can be handed in: required attributes and required questions.
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
