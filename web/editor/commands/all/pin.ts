/** Keeps annotations in their place while class and attributes can still be changed, or frees them. */
import { toggled } from '../selection'
import type { Command } from '../types'

const command: Command = {
  id: 'edit.pin',
  title: 'Pin or unpin',
  icon: 'pin',
  keys: ['Shift+i'],
  group: 'edit',
  menu: { on: 'object', at: 43 },
  run: (view, input) => {
    const ids = Array.isArray(input) ? (input as string[]) : [...view.state.selection]
    return ids.length === 0 ? null : { kind: 'state', change: { pinned: toggled(view.state.pinned, ids) } }
  },
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
