/** Shows the item without annotations while the key is held. */
import type { Command } from '../types'

const command: Command = {
  id: 'hold.raw',
  title: 'Look without annotations while held',
  icon: 'eye-search',
  keys: ['o'],
  group: 'view',
  run: () => ({ kind: 'state', change: { raw: true } }),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
