/** Opens the list of all commands. */
import type { Command } from '../types'

const command: Command = {
  id: 'help.palette',
  title: 'All commands',
  icon: 'command',
  keys: ['$mod+k'],
  group: 'help',
  run: () => ({ kind: 'effect', effect: { type: 'palette' } }),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
