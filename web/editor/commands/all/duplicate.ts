/** Makes a copy beside what is selected. */
import { adding } from '../../create'
import { copiesOf } from '../copies'
import { canChange, counted, selected } from '../selection'
import type { Command } from '../types'

const command: Command = {
  id: 'edit.duplicate',
  title: 'Duplicate',
  icon: 'copy-plus',
  keys: ['$mod+d'],
  group: 'edit',
  menu: { on: 'object', at: 53 },
  when: canChange,
  run: (view) => {
    const copies = copiesOf(view, selected(view))
    if (copies.length === 0) return null
    return [
      { kind: 'patch', patch: adding(copies, `Duplicate ${counted(copies)}`) },
      { kind: 'select', ids: copies.map(({ id }) => id) },
    ]
  },
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
