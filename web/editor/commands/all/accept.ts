/** Accepts the answer under review. */
import { isReview } from '../selection'
import type { Command } from '../types'

const command: Command = {
  id: 'review.accept',
  title: 'Accept',
  icon: 'check',
  keys: ['a', 'Alt+a'],
  group: 'review',
  when: isReview,
  run: () => ({ kind: 'effect', effect: { type: 'accept' } }),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
