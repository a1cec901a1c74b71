/** Attributes of annotations as the ontology asks for them. Pure. */
import type { Attribute, AttributeValue, Class } from './model'

export type Attributes = Readonly<Record<string, AttributeValue>>

/** What a new annotation of a class starts with. */
export function defaultAttributes(cls: Class): Attributes {
  return Object.fromEntries(
    (cls.attributes ?? []).flatMap((attribute) =>
      attribute.default === undefined || attribute.default === null ? [] : [[attribute.name, attribute.default]],
    ),
  )
}

/** The attributes that a class also has, with defaults for those it has and the annotation has not. */
export function carriedAttributes(attributes: Attributes, cls: Class): Attributes {
  const kept = Object.entries(attributes).filter(([name, value]) => {
    const attribute = cls.attributes?.find((one) => one.name === name)
    return attribute !== undefined && fitsAttribute(attribute, value)
  })
  return { ...defaultAttributes(cls), ...Object.fromEntries(kept) }
}

/** Whether a value answers an attribute's question. */
export function fitsAttribute(attribute: Attribute, value: AttributeValue): boolean {
  const options = attribute.options ?? []
  switch (attribute.kind) {
    case 'one_of':
      return typeof value === 'string' && options.includes(value)
    case 'any_of':
      return Array.isArray(value) && value.every((one) => options.includes(one))
    case 'boolean':
      return typeof value === 'boolean'
    case 'number':
      return (
        typeof value === 'number' &&
        Number.isFinite(value) &&
        value >= (attribute.minimum ?? -Infinity) &&
        value <= (attribute.maximum ?? Infinity)
      )
    case 'text':
      return typeof value === 'string'
  }
}

/** Names of required attributes that have no answer yet. */
export function missingAttributes(attributes: Attributes, cls: Class): string[] {
  return (cls.attributes ?? [])
    .filter(({ name, required }) => {
      const value = attributes[name]
      return required === true && (value === undefined || value === '' || (Array.isArray(value) && value.length === 0))
    })
    .map(({ name }) => name)
}
