/** Sends the answer back with a reason. */
import { isReview } from '../selection'
import type { Command } from '../types'

const command: Command = {
  id: 'review.reject',
  title: 'Reject',
  icon: 'x',
  keys: ['x', 'Alt+x'],
  group: 'review',
  when: isReview,
  run: () => ({ kind: 'effect', effect: { type: 'reject' } }),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
