/** Takes the last step back. */
import { canEdit } from '../selection'
import type { Command } from '../types'

const command: Command = {
  id: 'edit.undo',
  title: 'Undo',
  icon: 'arrow-back-up',
  keys: ['$mod+z'],
  group: 'edit',
  menu: { on: 'ground', at: 41 },
  when: (view) => canEdit(view) && (view.state.canUndo || view.state.busy),
  run: () => ({ kind: 'history', step: 'undo' }),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
