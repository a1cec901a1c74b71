// Changes to a project document, each a new document. Keys that say nothing are left out, so that the YAML stays small.
import type { AttributeDocument, AttributeKind, ClassDocument, Media, SpecDocument, StageDocument } from '@client/types'
import { labelTypes } from '@editor'
import { freeColor } from '@ui/colors'
import { moved } from './moved'

export const ATTRIBUTE_KINDS = ['one_of', 'any_of', 'boolean', 'number', 'text'] as const
/** The kinds that one key can answer. */
export const KEYED_KINDS: readonly AttributeKind[] = ['boolean', 'one_of']

const TYPES = labelTypes()

export function emptyDocument(media: Media = 'image'): SpecDocument {
  return {
    name: '',
    media,
    classes: [],
    workflow: [
      { stage: 'annotate', votes: 1 },
      { stage: 'review', by: 'reviewer' },
    ],
  }
}

/** Whether classes of a type answer the questions of groups: those that say something of the whole item. */
export function answersGroups(type: string): boolean {
  return TYPES.get(type)?.constant !== undefined
}

/** The document for another medium: classes keep their names, and their types where these can be drawn on it. */
export function withMedia(document: SpecDocument, media: Media): SpecDocument {
  const classes = document.classes.map((cls) =>
    TYPES.get(cls.type)?.media.includes(media) ? cls : { ...cls, type: drawnOn(media) },
  )
  return { ...document, media, classes }
}

export function addClass(document: SpecDocument, name: string, type = drawnOn(document.media)): SpecDocument {
  const taken = document.classes.map((cls) => cls.key ?? '')
  const key = '1234567890'.split('').find((digit) => !taken.includes(digit))
  const color = freeColor(document.classes.map((cls) => cls.color ?? ''))
  return { ...document, classes: [...document.classes, { name, type, color, ...(key ? { key } : {}) }] }
}

/** The first label type that is drawn on a medium. */
function drawnOn(media: Media): string {
  return [...TYPES.values()].find((type) => type.media.includes(media) && type.constant === undefined)?.name ?? ''
}

/** Changes one class. A new name is carried to the classes that call it their parent. */
export function changeClass(document: SpecDocument, index: number, changes: Partial<ClassDocument>): SpecDocument {
  const before = document.classes[index]
  if (!before) return document
  const after = tidy({ ...before, ...changes }) as unknown as ClassDocument
  const classes = document.classes.map((cls, at) => {
    if (at === index) return after
    return cls.parent === before.name && after.name !== before.name ? { ...cls, parent: after.name } : cls
  })
  return { ...document, classes }
}

/** Takes a class out; its children become roots. */
export function removeClass(document: SpecDocument, index: number): SpecDocument {
  const gone = document.classes[index]
  const classes = document.classes
    .filter((_, at) => at !== index)
    .map((cls) => (cls.parent === gone?.name ? (tidy({ ...cls, parent: '' }) as unknown as ClassDocument) : cls))
  return { ...document, classes }
}

export function moveClass(document: SpecDocument, from: number, to: number): SpecDocument {
  const classes = moved(document.classes, from, to)
  return classes === document.classes ? document : { ...document, classes }
}

export function kindOf(attribute: AttributeDocument): AttributeKind {
  return ATTRIBUTE_KINDS.find((kind) => attribute[kind] !== undefined) ?? 'text'
}

/** The attribute with another kind; a default or key that fits no longer is dropped, options are carried over. */
export function withKind(attribute: AttributeDocument, kind: AttributeKind): AttributeDocument {
  const { name, required, description } = attribute
  const options = attribute.one_of ?? attribute.any_of ?? []
  const common = tidy({ name, required, description, ...(KEYED_KINDS.includes(kind) ? { key: attribute.key } : {}) })
  const question = kind === 'one_of' || kind === 'any_of' ? options : true
  return { ...common, name, [kind]: question }
}

/** Options from what a person typed, split at commas, without empty ones and repetitions. */
export function optionsFrom(text: string): readonly string[] {
  return [
    ...new Set(
      text
        .split(/[,\n]/)
        .map((option) => option.trim())
        .filter(Boolean),
    ),
  ]
}

export function newStage(kind: string): StageDocument {
  if (kind === 'adjudicate') return { stage: kind, by: 'expert', when: 'agreement < 0.8' }
  return kind === 'review' ? { stage: kind, by: 'reviewer' } : { stage: kind, votes: 1 }
}

/** What keeps a document from being saved, as far as the browser can say; the server checks all of it. */
export function gaps(document: SpecDocument): readonly ('name' | 'classes' | 'twice' | 'workflow')[] {
  const names = document.classes.map((cls) => cls.name.trim())
  const found: ('name' | 'classes' | 'twice' | 'workflow')[] = []
  if (!document.name.trim()) found.push('name')
  if (names.length === 0 || names.some((name) => !name)) found.push('classes')
  if (new Set(names).size < names.length) found.push('twice')
  if (!document.workflow?.length) found.push('workflow')
  return found
}

/** A copy without the keys that say nothing: undefined, empty text, empty list, false. */
export function tidy<T extends object>(record: T): Partial<T> {
  const kept = Object.entries(record).filter(
    ([, value]) =>
      value !== undefined && value !== '' && value !== false && !(Array.isArray(value) && value.length === 0),
  )
  return Object.fromEntries(kept) as Partial<T>
}
