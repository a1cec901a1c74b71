/**
 * The records the editor works on, in the wire form that drafts, answers and the API use. Data only.
 */

export type Media = 'image' | 'text' | 'audio' | 'video'
export type AttributeValue = string | boolean | number | readonly string[]
export type Value = Readonly<Record<string, unknown>>

/** One mark with its class, value and attributes. Frozen: a change is a new object with the same id. */
export interface Annotation {
  readonly id: string
  readonly type: string
  readonly class: string
  readonly value: Value
  readonly attributes: Readonly<Record<string, AttributeValue>>
  readonly confidence?: number
  readonly note?: string
  /** The compound it is of: those of one item that name the same belong together. */
  readonly compound?: string
  /** Who made it, where several people's answers are shown together. Never sent. */
  readonly annotator?: string
}

export interface Attribute {
  readonly name: string
  readonly kind: 'one_of' | 'any_of' | 'boolean' | 'number' | 'text'
  readonly options?: readonly string[]
  readonly required?: boolean
  readonly default?: AttributeValue
  readonly minimum?: number
  readonly maximum?: number
  readonly description?: string
  /** Answers a boolean or one_of of the selected annotations. */
  readonly key?: string
}

/** A name from the ontology. `options` are settings of its label type, such as `rotated` of a box. */
export interface Class {
  readonly name: string
  readonly type: string
  readonly color?: string
  readonly key?: string
  readonly description?: string
  readonly parent?: string
  readonly group?: string
  readonly attributes?: readonly Attribute[]
  readonly options?: Readonly<Record<string, unknown>>
}

/** A question that tags answer: pick one or many of its classes. */
export interface Group {
  readonly name: string
  readonly pick?: 'one' | 'many'
  readonly required?: boolean
  readonly description?: string
}

export interface Ontology {
  readonly classes: readonly Class[]
  readonly groups: readonly Group[]
}

/** The thing shown. `width` and `height` are pixels of the upright image; `text` is the content of a text. */
export interface Item {
  readonly id: string
  readonly name: string
  readonly media: Media
  readonly width?: number
  readonly height?: number
  readonly text?: string
  readonly mediaUrl?: string
  /** Which page of its file the item is, counted from 1, and how many there are; one where that is not said. */
  readonly page?: number
  readonly pages?: number
  /** Millimetres that a pixel is wide and high, where that is known. */
  readonly spacing?: readonly [number, number]
}

export type Origin = 'local' | 'remote' | 'model'

/**
 * What one object was and is; null where it was not or is no longer. `order` moves it among the others without
 * touching its content, and stays in the browser until the answer is submitted in that order.
 */
export interface Op {
  readonly id: string
  readonly before: Annotation | null
  readonly after: Annotation | null
  readonly order?: { readonly before: number; readonly after: number }
}

/** The only way to change a document. `gesture` lets patches of one movement be undone together. */
export interface Patch {
  readonly ops: readonly Op[]
  readonly origin: Origin
  readonly label: string
  readonly gesture?: string
}
