// The ontology of a project document, in the form the editor works with.
import { spacingOf, type Attribute, type Class, type Item, type Ontology } from '@editor'
import type { Annotation, AttributeDocument, ClassDocument, ItemView, SpecDocument } from '@client/types'
import { classColor } from '@ui/colors'
import { kindOf } from './edit'

const COMMON = ['name', 'type', 'color', 'key', 'description', 'parent', 'group', 'attributes']

export function ontologyOf(document: SpecDocument): Ontology {
  const groups = (document.groups ?? []).map((group) => ({ ...group, pick: group.pick ?? ('many' as const) }))
  return { classes: document.classes.map(classOf), groups }
}

export function itemOf(item: ItemView): Item {
  const spacing = spacingOf(item.metadata)
  return {
    id: item.id,
    name: item.name,
    media: item.media,
    ...(item.width === null ? {} : { width: item.width }),
    ...(item.height === null ? {} : { height: item.height }),
    ...(item.text === null ? {} : { text: item.text }),
    ...(item.media_url === null ? {} : { mediaUrl: item.media_url }),
    ...(spacing ? { spacing } : {}),
    ...(item.pages > 1 ? { page: item.page, pages: item.pages } : {}),
  }
}

/** Annotations as they come over the wire, where empty fields are left out, in full. */
export function complete(annotations: readonly Annotation[]): readonly Annotation[] {
  return annotations.map((annotation) => {
    const { value, attributes } = annotation as Partial<Annotation>
    return value && attributes ? annotation : { ...annotation, value: value ?? {}, attributes: attributes ?? {} }
  })
}

function classOf(cls: ClassDocument): Class {
  const options = Object.fromEntries(Object.entries(cls).filter(([key]) => !COMMON.includes(key)))
  return {
    name: cls.name,
    type: cls.type,
    color: cls.color || classColor(cls.name),
    ...(cls.key ? { key: cls.key } : {}),
    ...(cls.description ? { description: cls.description } : {}),
    ...(cls.parent ? { parent: cls.parent } : {}),
    ...(cls.group ? { group: cls.group } : {}),
    ...(cls.attributes ? { attributes: cls.attributes.map(attributeOf) } : {}),
    options,
  }
}

function attributeOf(attribute: AttributeDocument): Attribute {
  const kind = kindOf(attribute)
  const options = attribute.one_of ?? attribute.any_of
  const range = typeof attribute.number === 'object' ? attribute.number : {}
  return {
    name: attribute.name,
    kind,
    ...(options ? { options } : {}),
    ...(attribute.required ? { required: true } : {}),
    ...(attribute.default === undefined ? {} : { default: attribute.default }),
    ...(range.min === undefined ? {} : { minimum: range.min }),
    ...(range.max === undefined ? {} : { maximum: range.max }),
    ...(attribute.description ? { description: attribute.description } : {}),
    ...(attribute.key ? { key: attribute.key } : {}),
  }
}
