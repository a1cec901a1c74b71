import { describe, expect, it } from 'vitest'
import { csvOfCost } from './costCsv'
import { money } from './money'

describe('amounts', () => {
  it('have two digits, and more where they are small', () => {
    expect(money(12.4, 'EUR')).toBe('€12.40')
    expect(money(0.03125, 'EUR')).toBe('€0.0313')
    expect(money(0, 'EUR')).toBe('€0.00')
  })

  it('say nothing without a currency', () => {
    expect(money(12, '')).toBe('–')
  })
})

describe('the cost as CSV', () => {
  it('has a line for each figure, and nothing that a spreadsheet takes for a formula', () => {
    const share = { key: 'u', name: '=1+1', pieces: 2, seconds: 60, cost: 1.5 }
    const cost = {
      currency: 'EUR', total: 1.5, seconds: 60, pieces: 2, untimed: 0, cap: 300, labels: 3, tasks: 1,
      per_label: 0.5, per_task: 1.5, people: [share], stages: [], days: [],
      wasted: [{ ...share, key: 'extra', name: '' }], since: null,
    } // prettier-ignore
    expect(csvOfCost(cost).trim().split('\r\n')).toEqual([
      'figure,of,pieces,seconds,cost,currency',
      'total,,2,60,1.5,EUR',
      'per label,,3,,0.5,EUR',
      'per task,,1,,1.5,EUR',
      "people,'=1+1,2,60,1.5,EUR",
      'wasted,extra,2,60,1.5,EUR',
    ])
  })
})
