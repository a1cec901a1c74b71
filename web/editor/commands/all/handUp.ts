/** Hands the task up to somebody more trusted, with a reason. */
import type { Command } from '../types'

const command: Command = {
  id: 'work.hand-up',
  title: 'Hand up to somebody who decides',
  icon: 'arrow-up-circle',
  keys: ['Shift+a'],
  group: 'work',
  when: ({ state }) => !state.readonly,
  run: () => ({ kind: 'effect', effect: { type: 'handUp' } }),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
