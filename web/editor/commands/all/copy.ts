/** Copies what is selected, for this task or another. */
import { counted, hasSelection, selected } from '../selection'
import type { Command } from '../types'

const command: Command = {
  id: 'edit.copy',
  title: 'Copy',
  icon: 'copy',
  keys: ['$mod+c'],
  group: 'edit',
  menu: { on: 'object', at: 51 },
  when: hasSelection,
  run: (view) => {
    const annotations = selected(view)
    return [
      { kind: 'clipboard', text: JSON.stringify({ labelwright: annotations }) },
      { kind: 'announce', text: `${counted(annotations)} copied.` },
    ]
  },
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
