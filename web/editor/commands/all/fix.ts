/** Hands in the answer as it was fixed. */
import { isReview } from '../selection'
import type { Command } from '../types'

const command: Command = {
  id: 'review.fix',
  title: 'Fix',
  icon: 'tool',
  keys: ['s', 'Alt+s'],
  group: 'review',
  when: isReview,
  run: () => ({ kind: 'effect', effect: { type: 'fix' } }),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
