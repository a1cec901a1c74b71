/** Takes the drawing tool. */
import type { Command } from '../types'

const command: Command = {
  id: 'tool.draw',
  title: 'Draw',
  icon: 'pencil',
  keys: ['n'],
  group: 'tools',
  when: ({ state }) => !state.readonly && state.activeClass !== null,
  run: () => ({ kind: 'state', change: { tool: 'draw' } }),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
