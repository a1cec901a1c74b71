/** Shows or hides the annotations that these are compared with. */
import type { Command } from '../types'

const command: Command = {
  id: 'view.compare',
  title: 'Show differences',
  icon: 'git-compare',
  keys: ['b'],
  group: 'review',
  when: ({ comparison }) => comparison !== null,
  run: ({ state }) => ({ kind: 'state', change: { comparing: !state.comparing } }),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
