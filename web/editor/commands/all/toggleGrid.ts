/** Shows or hides the pixel grid, seen when zoomed in. */
import type { Command } from '../types'

const command: Command = {
  id: 'view.grid',
  title: 'Show pixel grid',
  icon: 'grid-dots',
  keys: ['Shift+g'],
  group: 'view',
  run: ({ state }) => ({ kind: 'state', change: { grid: !state.grid } }),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
