/** Keeps annotations from being chosen or changed on the canvas, or frees them. */
import { toggled } from '../selection'
import type { Command } from '../types'

const command: Command = {
  id: 'edit.lock',
  title: 'Lock or unlock',
  icon: 'lock',
  keys: ['Shift+l'],
  group: 'edit',
  menu: { on: 'object', at: 42 },
  run: (view, input) => {
    const ids = Array.isArray(input) ? (input as string[]) : [...view.state.selection]
    return ids.length === 0 ? null : { kind: 'state', change: { locked: toggled(view.state.locked, ids) } }
  },
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
