/** Dims everything that is not selected, or shows it again. */
import type { Command } from '../types'

const command: Command = {
  id: 'view.dim-others',
  title: 'Dim others',
  icon: 'focus-2',
  keys: ['h'],
  group: 'view',
  run: ({ state }) => ({ kind: 'state', change: { othersDimmed: !state.othersDimmed } }),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
