/** Takes compounds apart. */
import { canUngroup, ungrouped } from '../compounds'
import type { Command } from '../types'

const command: Command = {
  id: 'edit.ungroup',
  title: 'Ungroup the compound',
  icon: 'circles',
  keys: ['$mod+Shift+g'],
  group: 'edit',
  menu: { on: 'object', at: 22 },
  when: canUngroup,
  run: ungrouped,
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
