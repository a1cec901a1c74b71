/** Leaves the task undone, with a reason. */
import type { Command } from '../types'

const command: Command = {
  id: 'work.skip',
  title: 'Skip',
  icon: 'player-skip-forward',
  keys: ['Shift+s'],
  group: 'work',
  when: ({ state }) => !state.readonly,
  run: () => ({ kind: 'effect', effect: { type: 'skip' } }),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
