/** Shows or hides the rulers along the picture. */
import { unitFor } from '../../view/ruler'
import { onPicture } from '../display'
import type { Command } from '../types'

const command: Command = {
  id: 'view.rulers',
  title: 'Show rulers',
  icon: 'ruler-2',
  keys: ['Alt+u'],
  group: 'view',
  when: onPicture,
  run: ({ state }) => ({ kind: 'state', change: { rulers: state.rulers === 'off' ? unitFor(state) : 'off' } }),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
