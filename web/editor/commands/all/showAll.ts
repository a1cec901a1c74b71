/** Shows everything that was hidden. */
import type { Command } from '../types'

const command: Command = {
  id: 'view.show-all',
  title: 'Show all',
  icon: 'eye',
  keys: ['Shift+Alt+h'],
  group: 'view',
  menu: { on: 'ground', at: 22 },
  when: ({ state }) => state.hidden.size > 0,
  run: () => ({ kind: 'state', change: { hidden: new Set<string>() } }),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
