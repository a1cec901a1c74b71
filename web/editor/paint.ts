/** What annotations look like now: their style and marks. Pure; the one place that decides colours and weights. */
import type { Difference, EditorView } from './api'
import { PALETTE, colorOf } from './colors'
import type { Mark, Style } from './mark'
import type { Annotation, Class, Ontology } from './model'
import { peopleOf } from './people'
import { optionsOf } from './questions'

export { PALETTE, colorOf } from './colors'

const REMOVED_COLOR = '#e03131'
const ADDED_COLOR = '#2f9e44'
const CHANGED_COLOR = '#f08c00'
/** Of what nobody is said to have made. */
const UNKNOWN_COLOR = '#868e96'

/** The colour of an annotation by what colours are to tell. */
function hueOf(annotation: Annotation, view: EditorView): string {
  switch (view.state.colorBy) {
    case 'class':
      return colorOf(view.ontology, annotation.class)
    case 'instance':
      return spread(annotation.id)
    case 'annotator':
      return peopleOf(view.document).get(annotation.annotator ?? '') ?? UNKNOWN_COLOR
  }
}

/** A colour of the palette that a name always gets (FNV-1a). */
function spread(name: string): string {
  let hash = 0x811c9dc5
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193)
  return PALETTE[(hash >>> 0) % PALETTE.length] ?? PALETTE[0]
}

/** The look of an annotation in the document; where it is not named, it has no label. */
export function styleOf(annotation: Annotation, view: EditorView, named = true): Style {
  const { state } = view
  const selected = state.selection.has(annotation.id)
  const hovered = state.hover === annotation.id
  const difference = state.comparing ? view.comparison?.differences.get(annotation.id) : undefined
  const dimmed = state.othersDimmed && state.selection.size > 0 && !selected
  return {
    color: differenceColor(difference) ?? hueOf(annotation, view),
    strokeWidth: selected ? 3 : hovered ? 2.5 : 1.75,
    fillOpacity: fillOf(state.fill, selected, hovered),
    opacity: dimmed ? 0.25 : 1,
    dashed: false,
    selected,
    hovered,
    label: named && (state.labels || selected || hovered) ? labelText(annotation, view.classOf(annotation.class)) + differenceText(difference) : '',
  }
}

/** What is selected is filled less, so that its edges can be seen. What is below the pointer is laid over itself at rest. */
function fillOf(fill: number, selected: boolean, hovered: boolean): number {
  return Math.min(1, selected ? fill * 0.85 : hovered ? 0.1 : fill)
}

/** The look of an annotation that is shown for comparison only; named by who made it where they have a colour. */
export function ghostStyle(annotation: Annotation, view: EditorView, color?: string): Style {
  const removed = view.comparison?.differences.get(annotation.id) === 'removed'
  return {
    color: removed ? REMOVED_COLOR : (color ?? hueOf(annotation, view)),
    strokeWidth: 1.5,
    fillOpacity: 0,
    opacity: removed || color ? 0.9 : 0.55,
    dashed: true,
    selected: false,
    hovered: false,
    label: removed ? `${annotation.class} · removed` : color ? (annotation.annotator ?? '') : '',
  }
}

export function marksOf(annotation: Annotation, style: Style, view: EditorView): readonly Mark[] {
  return view.labels.get(annotation.type)?.paint(annotation.value, style, optionsOf(view, annotation)) ?? []
}

/** The class, and how sure its source was where there is a doubt. */
export function labelText(annotation: Annotation, cls: Class | undefined): string {
  const name = cls?.name ?? annotation.class
  const percent = Math.round((annotation.confidence ?? 1) * 100)
  return percent >= 100 ? name : `${name} ${percent} %`
}

function differenceColor(difference: Difference | undefined): string | null {
  if (difference === 'added') return ADDED_COLOR
  return difference === 'changed' ? CHANGED_COLOR : null
}

/** Said in words as well, for those who cannot tell the colours apart. */
function differenceText(difference: Difference | undefined): string {
  return difference === undefined || difference === 'same' ? '' : ` · ${difference}`
}

/**
 * Marks of annotations where there is no editor, such as on a thumbnail: at rest, without names, in the colours of their
 * classes unless `look` says otherwise.
 */
export function restingMarks(
  annotations: readonly Annotation[],
  ontology: Ontology,
  labels: EditorView['labels'],
  look: Partial<Style> = {},
): readonly Mark[] {
  const classes = new Map(ontology.classes.map((cls) => [cls.name, cls]))
  const classOf = (name: string): Class | undefined => classes.get(name)
  return annotations.flatMap((annotation) => {
    const style: Style = {
      color: colorOf(ontology, annotation.class),
      strokeWidth: 1.5,
      fillOpacity: 0.15,
      opacity: 1,
      dashed: false,
      selected: false,
      hovered: false,
      label: '',
      ...look,
    }
    return labels.get(annotation.type)?.paint(annotation.value, style, optionsOf({ labels, classOf }, annotation)) ?? []
  })
}
