/** Shows or hides the crosshair. */
import type { Command } from '../types'

const command: Command = {
  id: 'view.crosshair',
  title: 'Show crosshair',
  icon: 'crosshair',
  keys: ['Shift+c'],
  group: 'view',
  run: ({ state }) => ({ kind: 'state', change: { crosshair: !state.crosshair } }),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
