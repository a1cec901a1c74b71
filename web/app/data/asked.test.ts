import i18next from 'i18next'
import { describe, expect, it } from 'vitest'
import type { Asked } from '@client/types'
import '../i18n'
import { askedText } from './asked'

const inEnglish = (asked: Asked): string => askedText(asked, i18next.getFixedT('en', 'data'))

describe('why a task waits for another answer', () => {
  it('names the least number', () => {
    expect(inEnglish({ vote: 2, reason: 'least', wanted: 3, found: 1 })).toBe(
      '2nd answer asked for because at least 3 are wanted',
    )
  })

  it('names the probability that is missing', () => {
    expect(inEnglish({ vote: 3, reason: 'probability', wanted: 0.95, found: 0.81 })).toBe(
      '3rd answer asked for because the least sure part is 81 % probable after 2 answers, and 95 % are wanted',
    )
  })

  it('names the agreement that is missing', () => {
    expect(inEnglish({ vote: 4, reason: 'agreement', wanted: 0.8, found: 0.5 })).toBe(
      '4th answer asked for because 3 answers agree by 50 %, and 80 % are wanted',
    )
  })

  it('lets nothing seem to reach what it does not', () => {
    expect(inEnglish({ vote: 2, reason: 'probability', wanted: 0.95, found: 0.9499 })).toBe(
      '2nd answer asked for because the least sure part is 94 % probable after 1 answer, and 95 % are wanted',
    )
  })

  it('says so where nothing is known yet', () => {
    expect(inEnglish({ vote: 21, reason: 'probability', wanted: 0.95, found: null })).toBe(
      '21st answer asked for because it is not known how probable the others are',
    )
  })
})
