/** Puts in what was copied, here or in another task. */
import { adding } from '../../create'
import { copiesOf, readClipboard } from '../copies'
import { canEdit, counted } from '../selection'
import type { Command } from '../types'

const command: Command = {
  id: 'edit.paste',
  title: 'Paste',
  icon: 'clipboard',
  keys: ['$mod+v'],
  group: 'edit',
  when: canEdit,
  run: (view, input) => {
    const copies = copiesOf(view, readClipboard(typeof input === 'string' ? input : view.clipboard))
    if (copies.length === 0) return { kind: 'announce', text: 'There is nothing to paste here.' }
    return [
      { kind: 'patch', patch: adding(copies, `Paste ${counted(copies)}`) },
      { kind: 'select', ids: copies.map(({ id }) => id) },
    ]
  },
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
