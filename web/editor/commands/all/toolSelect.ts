/** Takes the select tool. */
import type { Command } from '../types'

const command: Command = {
  id: 'tool.select',
  title: 'Select',
  icon: 'pointer',
  keys: ['v'],
  group: 'tools',
  run: () => ({ kind: 'state', change: { tool: 'select' } }),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
