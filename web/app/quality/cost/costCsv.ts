// The figures of the cost as lines of CSV. Pure.
import type { Cost } from '@client/queries/cost'
import { csv } from '../matrix'

export function csvOfCost(cost: Cost): string {
  const { currency } = cost
  return csv([
    ['figure', 'of', 'pieces', 'seconds', 'cost', 'currency'],
    ['total', '', cost.pieces, cost.seconds, cost.total, currency],
    ['per label', '', cost.labels, null, cost.per_label, currency],
    ['per task', '', cost.tasks, null, cost.per_task, currency],
    ...(['people', 'stages', 'days', 'wasted'] as const).flatMap((figure) =>
      cost[figure].map(({ key, name, pieces, seconds, cost: amount }) => [
        figure,
        name || key,
        pieces,
        seconds,
        amount,
        currency,
      ]),
    ),
  ])
}
