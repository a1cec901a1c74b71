/** Copies what is selected and deletes it. */
import { canChange, changeable, counted, removal } from '../selection'
import type { Command } from '../types'

const command: Command = {
  id: 'edit.cut',
  title: 'Cut',
  icon: 'cut',
  keys: ['$mod+x'],
  group: 'edit',
  menu: { on: 'object', at: 52 },
  when: canChange,
  run: (view) => {
    const gone = changeable(view)
    return [
      { kind: 'clipboard', text: JSON.stringify({ labelwright: gone }) },
      { kind: 'patch', patch: removal(gone, `Cut ${counted(gone)}`) },
    ]
  },
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
