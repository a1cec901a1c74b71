/** Makes a compound of what is selected: from now on it is chosen, moved, copied and deleted together. */
import { canGroup, grouped } from '../compounds'
import type { Command } from '../types'

const command: Command = {
  id: 'edit.group',
  title: 'Group into a compound',
  icon: 'circles-relation',
  keys: ['$mod+g'],
  group: 'edit',
  menu: { on: 'object', at: 21 },
  when: canGroup,
  run: grouped,
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
