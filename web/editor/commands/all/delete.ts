/** Deletes what is selected. */
import { canChange, changeable, counted, removal } from '../selection'
import type { Command } from '../types'

const command: Command = {
  id: 'edit.delete',
  title: 'Delete',
  icon: 'trash',
  keys: ['Delete', 'Backspace'],
  group: 'edit',
  menu: { on: 'object', at: 54 },
  when: canChange,
  run: (view) => {
    const gone = changeable(view)
    return { kind: 'patch', patch: removal(gone, `Delete ${counted(gone)}`) }
  },
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
