/** Shows or hides the names of classes. */
import type { Command } from '../types'

const command: Command = {
  id: 'view.labels',
  title: 'Show class names',
  icon: 'label',
  keys: ['l'],
  group: 'view',
  menu: { on: 'ground', at: 33 },
  run: ({ state }) => ({ kind: 'state', change: { labels: !state.labels } }),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
