/** Fills areas more strongly. */
import { FILL_STEP, filled } from '../fill'
import type { Command } from '../types'

const command: Command = {
  id: 'view.fill-more',
  title: 'Fill areas more',
  icon: 'contrast',
  keys: ['Alt+ArrowUp'],
  group: 'view',
  run: ({ state }) => ({ kind: 'state', change: { fill: filled(state.fill, FILL_STEP) } }),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
