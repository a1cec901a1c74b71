/** Shows the whole picture. */
import type { Command } from '../types'

const command: Command = {
  id: 'view.fit',
  title: 'Fit to window',
  icon: 'arrows-maximize',
  keys: ['f'],
  group: 'view',
  menu: { on: 'ground', at: 31 },
  when: ({ state }) => state.item.media === 'image',
  run: () => ({ kind: 'camera', move: { type: 'fit' } }),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
