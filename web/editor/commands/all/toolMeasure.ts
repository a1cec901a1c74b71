/** Takes the measure tool. */
import type { Command } from '../types'

const command: Command = {
  id: 'tool.measure',
  title: 'Measure',
  icon: 'ruler-measure',
  keys: ['Alt+m'],
  group: 'tools',
  when: ({ state }) => state.item.media === 'image',
  run: () => ({ kind: 'state', change: { tool: 'measure' } }),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
