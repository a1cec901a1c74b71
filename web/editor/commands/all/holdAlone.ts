/** Shows of the annotations what is selected alone, while the key is held. */
import { hasSelection } from '../selection'
import type { Command } from '../types'

const command: Command = {
  id: 'hold.alone',
  title: 'Hide others while held',
  icon: 'focus-centered',
  keys: ['Alt+h'],
  group: 'view',
  when: hasSelection,
  run: ({ document, state }) => ({ kind: 'state', change: { hidden: new Set(document.ids().filter((id) => !state.selection.has(id))) } }),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
