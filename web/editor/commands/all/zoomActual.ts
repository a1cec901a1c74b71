/** Shows one picture pixel as one screen pixel. */
import type { Command } from '../types'

const command: Command = {
  id: 'view.actual',
  title: 'Actual size (100 %)',
  icon: 'square-number-1',
  keys: ['Shift+f'],
  group: 'view',
  menu: { on: 'ground', at: 32 },
  when: ({ state }) => state.item.media === 'image',
  run: () => ({ kind: 'camera', move: { type: 'actual' } }),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
