/** Shows the picture with more contrast. */
import { RANGES } from '../../display'
import { changedDisplay, onPicture } from '../display'
import type { Command } from '../types'

const command: Command = {
  id: 'view.more-contrast',
  title: 'More contrast',
  icon: 'contrast',
  keys: ['Shift+Alt+ArrowRight'],
  group: 'view',
  when: onPicture,
  run: (view) => changedDisplay(view, ({ contrast }) => ({ contrast: contrast + RANGES.contrast.step })),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
