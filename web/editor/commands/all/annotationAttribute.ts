/** Answers a question about an annotation, or takes the answer back with null. */
import { fitsAttribute } from '../../attributes'
import type { AttributeValue } from '../../model'
import { canEdit, replacement } from '../selection'
import type { Command } from '../types'

const command: Command = {
  id: 'annotation.attribute',
  title: 'Set attribute',
  icon: 'adjustments',
  keys: [],
  group: 'edit',
  when: canEdit,
  run: (view, input) => {
    const { id, name, value } = input as { readonly id: string; readonly name: string; readonly value: AttributeValue | null }
    const annotation = view.document.get(id)
    const attribute = annotation && view.classOf(annotation.class)?.attributes?.find((one) => one.name === name)
    if (!annotation || !attribute || view.state.locked.has(id)) return null
    if (value !== null && !fitsAttribute(attribute, value)) return { kind: 'announce', text: `That is no answer to ${name}.` }
    const others = Object.entries(annotation.attributes).filter(([key]) => key !== name)
    const attributes = Object.fromEntries(value === null ? others : [...others, [name, value]])
    const patch = replacement(view, [{ ...annotation, attributes }], `Set ${name}`, `attribute:${id}:${name}`)
    return patch && { kind: 'patch', patch }
  },
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
