// Why some of many items were left as they were: each reason once, with the numbers of its items.
import type { Judged } from '@client/queries/verdicts'

/** As many numbers are told of each reason. */
const MOST = 5

export function whyOf(refused: Judged['refused']): string {
  const reasons = [...new Set(refused.map(({ why }) => why))]
  return reasons
    .map((reason) => {
      const numbers = refused.flatMap(({ seq, why }) => (why === reason ? [`#${String(seq)}`] : []))
      const more = numbers.length > MOST ? ' …' : ''
      return `${numbers.slice(0, MOST).join(', ')}${more}: ${reason}`
    })
    .join(' ')
}
