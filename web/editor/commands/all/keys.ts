/** Shows every command and its keys. */
import type { Command } from '../types'

const command: Command = {
  id: 'help.keys',
  title: 'Keys',
  icon: 'keyboard',
  keys: ['?'],
  group: 'help',
  run: () => ({ kind: 'effect', effect: { type: 'help' } }),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
