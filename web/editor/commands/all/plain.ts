/** Shows the picture as it is. */
import { PLAIN } from '../../display'
import { changedDisplay, onPicture } from '../display'
import type { Command } from '../types'

const command: Command = {
  id: 'view.plain',
  title: 'Show the picture as it is',
  icon: 'restore',
  keys: ['Shift+Alt+0'],
  group: 'view',
  when: onPicture,
  run: (view) => changedDisplay(view, () => PLAIN),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
