/** Shows the picture darker. */
import { RANGES } from '../../display'
import { changedDisplay, onPicture } from '../display'
import type { Command } from '../types'

const command: Command = {
  id: 'view.darker',
  title: 'Darker',
  icon: 'brightness-down',
  keys: ['Shift+Alt+ArrowDown'],
  group: 'view',
  when: onPicture,
  run: (view) => changedDisplay(view, ({ brightness }) => ({ brightness: brightness - RANGES.brightness.step })),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
