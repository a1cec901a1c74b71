/** Sends what is selected behind everything. */
import { reordered } from '../order'
import { canChange } from '../selection'
import type { Command } from '../types'

const command: Command = {
  id: 'edit.back',
  title: 'Send to back',
  icon: 'stack-back',
  keys: ['PageDown'],
  group: 'edit',
  menu: { on: 'object', at: 32 },
  when: canChange,
  run: (view) => ({ kind: 'patch', patch: reordered(view, 'back') }),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
