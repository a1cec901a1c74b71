import { expect, test } from 'vitest'
import { whyOf } from './refusals'

const refused = (why: string, ...seqs: number[]) => seqs.map((seq) => ({ task_id: String(seq), seq, why }))

test('each reason is told once, with the numbers of its items', () => {
  const told = whyOf([...refused('It is your own work.', 3), ...refused('In hand.', 4, 7)])
  expect(told).toBe('#3: It is your own work. #4, #7: In hand.')
})

test('of many items with one reason the first are named', () => {
  expect(whyOf(refused('In hand.', 1, 2, 3, 4, 5, 6))).toBe('#1, #2, #3, #4, #5 …: In hand.')
})
