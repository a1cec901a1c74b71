/** Moves the picture while the key is held. */
import type { Command } from '../types'

const command: Command = {
  id: 'hold.pan',
  title: 'Pan while held',
  icon: 'hand-move',
  keys: ['Space'],
  group: 'tools',
  when: ({ state }) => state.item.media === 'image' && !state.busy,
  run: () => ({ kind: 'state', change: { tool: 'pan' } }),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
