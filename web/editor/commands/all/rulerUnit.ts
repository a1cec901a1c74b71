/** Counts millimetres instead of pixels on the rulers, or the other way round. */
import type { Command } from '../types'

const command: Command = {
  id: 'view.ruler-unit',
  title: 'Millimetres or pixels on the rulers',
  icon: 'ruler-3',
  keys: [],
  group: 'view',
  when: ({ state }) => state.rulers !== 'off' && state.item.spacing !== undefined,
  run: ({ state }) => ({ kind: 'state', change: { rulers: state.rulers === 'pixels' ? 'millimetres' : 'pixels' } }),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
