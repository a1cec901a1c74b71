/** Shows the picture brighter. */
import { RANGES } from '../../display'
import { changedDisplay, onPicture } from '../display'
import type { Command } from '../types'

const command: Command = {
  id: 'view.brighter',
  title: 'Brighter',
  icon: 'brightness-up',
  keys: ['Shift+Alt+ArrowUp'],
  group: 'view',
  when: onPicture,
  run: (view) => changedDisplay(view, ({ brightness }) => ({ brightness: brightness + RANGES.brightness.step })),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
