// How annotators are tested, as the form asks it: what happens to the person, and what to their answers.
import type { GoldDocument, SpecDocument } from '@client/types'

export const FOR_PERSON = ['warn', 'pause', 'requalify'] as const
export const FOR_ANSWERS = ['keep', 'discount', 'void'] as const
export const FEEDBACK = ['none', 'failed', 'all'] as const

export type ForPerson = (typeof FOR_PERSON)[number]
export type ForAnswers = (typeof FOR_ANSWERS)[number]

export const USUAL_GOLD = { share: 0.1, window: 20, pass: 0.85, feedback: 'none', below: 'warn' } as const
export const USUAL_QUALIFY = { training: 5, items: 10, pass: 0.9, tries: 2 } as const

function asked(below: GoldDocument['below']): readonly string[] {
  return typeof below === 'string' ? [below] : (below ?? [])
}

export function forPerson(below: GoldDocument['below']): ForPerson {
  return FOR_PERSON.findLast((word) => asked(below).includes(word)) ?? 'warn'
}

export function forAnswers(below: GoldDocument['below']): ForAnswers {
  return FOR_ANSWERS.find((word) => asked(below).includes(word)) ?? 'keep'
}

export function belowOf(person: ForPerson, answers: ForAnswers): string | readonly string[] {
  return answers === 'keep' ? person : [person, answers]
}

/** The document without a qualification; nobody can be sent to one that is no more, so they are paused instead. */
export function withoutQualify(document: SpecDocument): SpecDocument {
  const { qualify: _, ...rest } = document
  const { gold } = document
  if (!gold || forPerson(gold.below) !== 'requalify') return rest
  return { ...rest, gold: { ...gold, below: belowOf('pause', forAnswers(gold.below)) } }
}
