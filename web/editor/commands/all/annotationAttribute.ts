/**
 * Answers a question about annotations, without `ids` the selected ones, or takes the answer back with null. What is
 * locked, or not asked it, stays.
 */
import { fitsAttribute } from '../../attributes'
import type { Annotation, AttributeValue } from '../../model'
import { canEdit, replacement } from '../selection'
import type { Command } from '../types'

interface Input {
  readonly ids?: readonly string[]
  readonly name: string
  readonly value: AttributeValue | null
}

const command: Command = {
  id: 'annotation.attribute',
  title: 'Set attribute',
  icon: 'adjustments',
  keys: [],
  group: 'edit',
  when: canEdit,
  run: (view, input) => {
    const { ids = [...view.state.selection], name, value } = input as Input
    const asked = ids.flatMap((id) => {
      const annotation = view.document.get(id)
      const attribute = annotation && view.classOf(annotation.class)?.attributes?.find((one) => one.name === name)
      return annotation && attribute && !view.state.locked.has(id) ? [{ annotation, attribute }] : []
    })
    if (asked.length === 0) return null
    const fitting = asked.filter(({ attribute }) => value === null || fitsAttribute(attribute, value))
    if (fitting.length === 0) return { kind: 'announce', text: `That is no answer to ${name}.` }
    const patch = replacement(view, fitting.map(({ annotation }) => answered(annotation, name, value)), `Set ${name}`, `attribute:${ids.join()}:${name}`)
    return patch && { kind: 'patch', patch }
  },
}

function answered(annotation: Annotation, name: string, value: AttributeValue | null): Annotation {
  const others = Object.entries(annotation.attributes).filter(([key]) => key !== name)
  return { ...annotation, attributes: Object.fromEntries(value === null ? others : [...others, [name, value]]) }
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
