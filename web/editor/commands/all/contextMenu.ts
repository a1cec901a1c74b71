/** Opens the menu of what is selected or, where nothing is, of the picture; where on the page is the input, if given. */
import type { Command } from '../types'

const command: Command = {
  id: 'help.menu',
  title: 'Menu of what is selected',
  icon: 'menu-2',
  keys: ['ContextMenu', 'Shift+F10'],
  group: 'help',
  run: ({ state }, input) => ({ kind: 'effect', effect: { type: 'menu', on: state.selection.size > 0 ? 'object' : 'ground', page: input } }),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
