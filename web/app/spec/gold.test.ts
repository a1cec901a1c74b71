import { describe, expect, it } from 'vitest'
import { emptyDocument } from './edit'
import {
  belowOf,
  forAnswers,
  FOR_ANSWERS,
  forPerson,
  FOR_PERSON,
  USUAL_GOLD,
  USUAL_QUALIFY,
  withoutQualify,
} from './gold'

describe('what happens below the mark', () => {
  it('comes back as it was asked', () => {
    for (const person of FOR_PERSON) {
      for (const answers of FOR_ANSWERS) {
        const below = belowOf(person, answers)
        expect([forPerson(below), forAnswers(below)]).toEqual([person, answers])
      }
    }
  })

  it('is one word where nothing happens to the answers', () => {
    expect(belowOf('pause', 'keep')).toBe('pause')
    expect(belowOf('warn', 'void')).toEqual(['warn', 'void'])
  })

  it('is a warning where the document says nothing, or nothing of the person', () => {
    expect([forPerson(undefined), forAnswers(undefined)]).toEqual(['warn', 'keep'])
    expect([forPerson('void'), forAnswers('void')]).toEqual(['warn', 'void'])
  })
})

describe('a qualification that is taken out', () => {
  const document = { ...emptyDocument(), gold: { ...USUAL_GOLD, below: ['requalify', 'void'] }, qualify: USUAL_QUALIFY }

  it('pauses those who would have had to take it again', () => {
    expect(withoutQualify(document)).toEqual({ ...emptyDocument(), gold: { ...USUAL_GOLD, below: ['pause', 'void'] } })
  })

  it('leaves everything else as it is', () => {
    const warned = { ...document, gold: USUAL_GOLD }
    expect(withoutQualify(warned)).toEqual({ ...emptyDocument(), gold: USUAL_GOLD })
    expect(withoutQualify({ ...emptyDocument(), qualify: USUAL_QUALIFY })).toEqual(emptyDocument())
  })
})
