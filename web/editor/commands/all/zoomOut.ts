/** Zooms out from the middle. */
import type { Command } from '../types'

const command: Command = {
  id: 'view.zoom-out',
  title: 'Zoom out',
  icon: 'zoom-out',
  keys: ['-'],
  group: 'view',
  when: ({ state }) => state.item.media === 'image',
  run: () => ({ kind: 'camera', move: { type: 'zoom', factor: 0.8 } }),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
