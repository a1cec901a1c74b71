/** Shows or hides the magnifier at the pointer. */
import { onPicture } from '../display'
import type { Command } from '../types'

const command: Command = {
  id: 'view.magnifier',
  title: 'Magnifier',
  icon: 'zoom-scan',
  keys: ['Shift+z'],
  group: 'view',
  when: onPicture,
  run: ({ state }) => ({ kind: 'state', change: { magnifying: !state.magnifying } }),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
