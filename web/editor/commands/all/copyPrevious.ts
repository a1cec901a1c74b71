/** Puts in what the item before this one ended with, where it lay there. */
import { adding } from '../../create'
import { copiesOf } from '../copies'
import { canEdit, counted } from '../selection'
import type { Command } from '../types'

const command: Command = {
  id: 'edit.copy-previous',
  title: 'Copy from the previous item',
  icon: 'copy-plus',
  keys: ['Shift+p'],
  group: 'edit',
  menu: { on: 'ground', at: 12 },
  when: (view) => canEdit(view) && view.previous.length > 0,
  run: (view) => {
    const copies = copiesOf(view, view.previous)
    if (copies.length === 0) return { kind: 'announce', text: 'Nothing of the previous item fits here.' }
    return [
      { kind: 'patch', patch: adding(copies, `Copy ${counted(copies)} from the previous item`) },
      { kind: 'select', ids: copies.map(({ id }) => id) },
    ]
  },
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
