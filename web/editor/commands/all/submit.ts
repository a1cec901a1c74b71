/** Hands the answer in and shows the next task. */
import type { Command } from '../types'

const command: Command = {
  id: 'work.submit',
  title: 'Submit',
  icon: 'send',
  keys: ['Enter', '$mod+Enter'],
  group: 'work',
  when: ({ state }) => !state.readonly && !state.busy,
  run: () => ({ kind: 'effect', effect: { type: 'submit' } }),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
