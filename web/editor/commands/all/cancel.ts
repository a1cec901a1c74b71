/** Breaks off what is being drawn or, where nothing is, selects nothing. */
import type { Command } from '../types'

const command: Command = {
  id: 'select.none',
  title: 'Cancel or deselect',
  icon: 'x',
  keys: ['Escape'],
  group: 'select',
  when: ({ state }) => state.busy || state.selection.size > 0,
  run: ({ state }) => (state.busy ? { kind: 'cancel' } : { kind: 'select', ids: [] }),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
