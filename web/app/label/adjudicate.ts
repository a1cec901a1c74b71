// What annotators made of the same things, side by side, and what taking over one of their answers changes. Pure.
import { same, type Annotation, type Patch } from '@editor'
import type { Bundle } from '@client/types'
import { complete } from '../spec/ontology'

/** One thing: `id` is that of its annotation in the document, `said` what each voice made of it, by its column. */
export interface Thing {
  readonly id: string
  readonly said: readonly (Annotation | undefined)[]
}

/** A column for the consensus and then for each person or model, and what they said of each thing. */
export interface Voices {
  readonly names: readonly string[]
  readonly things: readonly Thing[]
}

/** What is taken over: all of an annotation, or what it says of the thing in one respect. */
export const PARTS = ['all', 'shape', 'class', 'attributes'] as const
export type Part = (typeof PARTS)[number]

/** The answers of a bundle, thing by thing; null where its stage does not lay them side by side. */
export function voicesOf(bundle: Bundle, consensus: string, nameless: string): Voices | null {
  const compared = bundle.compared ?? []
  if (compared.length === 0 || !bundle.judged) return null
  const answers = [bundle.judged, ...compared]
  const known = answers.map((answer) => new Map(complete(answer.annotations).map((one) => [one.id, one])))
  const things = (bundle.things ?? []).map((members) => {
    const said = answers.map((_, column) => {
      const member = members.find(([answer]) => answer === column)
      return member && known[column]?.get(member[1])
    })
    const [answer, id] = members[0] ?? [0, '']
    return { id: said[0]?.id ?? `${answers[answer]?.answer_id ?? ''}-${id}`, said }
  })
  return { names: [consensus, ...compared.map(({ annotator }) => annotator?.name ?? nameless)], things }
}

/** What people and models said, of one thing where one is chosen, each under their name and an id that meets no other. */
export function ghostsOf({ names, things }: Voices, chosen: Thing | null): readonly Annotation[] {
  return (chosen ? [chosen] : things).flatMap((thing) =>
    thing.said.flatMap((said, column) =>
      said && column > 0 ? [{ ...said, id: `${thing.id}:${String(column)}`, annotator: names[column] ?? '' }] : [],
    ),
  )
}

/** Whether a voice said just what stands. */
export function agrees(said: Annotation | undefined, stands: Annotation | undefined): boolean {
  if (!said || !stands) return said === stands
  const told = ({ type, class: cls, value, attributes }: Annotation) => [type, cls, value, attributes]
  return same(told(said), told(stands))
}

/** Lets a thing be as a voice said, wholly or in one respect; null where that changes nothing or cannot be. */
export function taken(
  thing: Thing,
  name: string,
  said: Annotation | undefined,
  part: Part,
  stands: Annotation | undefined,
): Patch | null {
  if (!said) return dropped(thing, stands)
  const after = part === 'all' || !stands ? { ...said, id: thing.id } : mixed(stands, said, part)
  if (!after || agrees(after, stands)) return null
  return patchOf(`Take what ${name} said`, thing, stands, after)
}

/** Leaves a thing out. */
export function dropped(thing: Thing, stands: Annotation | undefined): Patch | null {
  return stands ? patchOf('Leave out', thing, stands, null) : null
}

function patchOf(label: string, thing: Thing, before: Annotation | undefined, after: Annotation | null): Patch {
  return { ops: [{ id: thing.id, before: before ?? null, after }], origin: 'local', label }
}

/** What stands, in one respect as somebody else said. A class of another type has another shape, so it cannot come alone. */
function mixed(stands: Annotation, said: Annotation, part: Exclude<Part, 'all'>): Annotation | null {
  if (stands.type !== said.type) return null
  if (part === 'shape') return { ...stands, value: said.value }
  if (part === 'class') return { ...stands, class: said.class }
  return stands.class === said.class ? { ...stands, attributes: said.attributes } : null
}
