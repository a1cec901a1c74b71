/** A command for each attribute that has a key. It answers for the selected annotations, where all are of its class. */
import type { Annotation, Attribute, AttributeValue, Class, Ontology } from '../model'
import { changeable, replacement, selected } from './selection'
import type { Command } from './types'

export function attributeCommands(ontology: Ontology): readonly Command[] {
  return ontology.classes.flatMap((cls) =>
    (cls.attributes ?? []).flatMap((attribute) => (attribute.key === undefined ? [] : [answering(cls, attribute, attribute.key)])),
  )
}

function answering(cls: Class, attribute: Attribute, key: string): Command {
  const { name } = attribute
  return {
    id: `attribute.${cls.name}.${name}`,
    title: `${cls.name}: ${name}`,
    icon: 'adjustments',
    keys: [key],
    group: 'classes',
    scope: `attribute.${cls.name}`,
    when: (view) => !view.state.readonly && changeable(view).length > 0 && selected(view).every((one) => one.class === cls.name),
    run: (view) => {
      const annotations = changeable(view)
      const value = nextAnswer(attribute, annotations)
      if (value === null) return null
      const changed = annotations.map((one) => ({ ...one, attributes: { ...one.attributes, [name]: value } }))
      const patch = replacement(view, changed, `Set ${name}`)
      return patch && [{ kind: 'patch', patch }, { kind: 'announce', text: `${name}: ${spoken(value)}.` }]
    },
  }
}

/** Yes, unless all say so already; of several options the one after the first annotation's. Null for other kinds. */
export function nextAnswer({ kind, name, options = [] }: Attribute, annotations: readonly Annotation[]): AttributeValue | null {
  const answers = annotations.map(({ attributes }) => attributes[name])
  switch (kind) {
    case 'boolean':
      return !answers.every((answer) => answer === true)
    case 'one_of':
      return options[(options.indexOf(String(answers[0])) + 1) % options.length] ?? null
    default:
      return null
  }
}

function spoken(value: AttributeValue): string {
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value)
}
