/** Hides annotations, or shows them again; without input the selected ones. */
import { toggled } from '../selection'
import type { Command } from '../types'

const command: Command = {
  id: 'view.hide',
  title: 'Hide or show',
  icon: 'eye-off',
  keys: ['Shift+h'],
  group: 'view',
  menu: { on: 'object', at: 41 },
  run: (view, input) => {
    const ids = Array.isArray(input) ? (input as string[]) : [...view.state.selection]
    return ids.length === 0 ? null : { kind: 'state', change: { hidden: toggled(view.state.hidden, ids) } }
  },
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
