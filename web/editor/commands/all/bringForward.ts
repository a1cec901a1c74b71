/** Brings what is selected in front of everything. */
import { reordered } from '../order'
import { canChange } from '../selection'
import type { Command } from '../types'

const command: Command = {
  id: 'edit.front',
  title: 'Bring to front',
  icon: 'stack-front',
  keys: ['PageUp'],
  group: 'edit',
  menu: { on: 'object', at: 31 },
  when: canChange,
  run: (view) => ({ kind: 'patch', patch: reordered(view, 'front') }),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
