/** Takes the tool that moves the picture. */
import type { Command } from '../types'

const command: Command = {
  id: 'tool.pan',
  title: 'Pan',
  icon: 'hand-stop',
  keys: ['Shift+v'],
  group: 'tools',
  when: ({ state }) => state.item.media === 'image',
  run: () => ({ kind: 'state', change: { tool: 'pan' } }),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
