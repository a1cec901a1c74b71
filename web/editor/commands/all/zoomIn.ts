/** Zooms in on the middle. */
import type { Command } from '../types'

const command: Command = {
  id: 'view.zoom-in',
  title: 'Zoom in',
  icon: 'zoom-in',
  keys: ['+', '='],
  group: 'view',
  when: ({ state }) => state.item.media === 'image',
  run: () => ({ kind: 'camera', move: { type: 'zoom', factor: 1.25 } }),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
