/** Shows the magnifier at the pointer while the key is held. */
import { onPicture } from '../display'
import type { Command } from '../types'

const command: Command = {
  id: 'hold.magnifier',
  title: 'Magnify while held',
  icon: 'zoom-scan',
  keys: ['d'],
  group: 'view',
  when: onPicture,
  run: () => ({ kind: 'state', change: { magnifying: true } }),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
