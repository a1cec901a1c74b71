/** Fills areas less strongly. */
import { FILL_STEP, filled } from '../fill'
import type { Command } from '../types'

const command: Command = {
  id: 'view.fill-less',
  title: 'Fill areas less',
  icon: 'contrast',
  keys: ['Alt+ArrowDown'],
  group: 'view',
  run: ({ state }) => ({ kind: 'state', change: { fill: filled(state.fill, -FILL_STEP) } }),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
