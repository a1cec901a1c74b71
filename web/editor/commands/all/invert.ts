/** Shows light as dark and dark as light. */
import { changedDisplay, onPicture } from '../display'
import type { Command } from '../types'

const command: Command = {
  id: 'view.invert',
  title: 'Invert the picture',
  icon: 'color-filter',
  keys: ['i'],
  group: 'view',
  when: onPicture,
  run: (view) => changedDisplay(view, ({ invert }) => ({ invert: !invert })),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
