/** Does again what was undone. */
import { canEdit } from '../selection'
import type { Command } from '../types'

const command: Command = {
  id: 'edit.redo',
  title: 'Redo',
  icon: 'arrow-forward-up',
  keys: ['$mod+Shift+z', '$mod+y'],
  group: 'edit',
  menu: { on: 'ground', at: 42 },
  when: (view) => canEdit(view) && view.state.canRedo,
  run: () => ({ kind: 'history', step: 'redo' }),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
