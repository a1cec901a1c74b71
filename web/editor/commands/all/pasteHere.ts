/** Puts in what was copied with its middle at a place of the picture; without one, in the middle of what is seen. */
import { adding } from '../../create'
import { copiesOf, readClipboard } from '../copies'
import { canEdit, counted } from '../selection'
import { placed } from '../placing'
import type { Command } from '../types'

const command: Command = {
  id: 'edit.paste-here',
  title: 'Paste here',
  icon: 'clipboard',
  keys: ['$mod+Shift+v'],
  group: 'edit',
  menu: { on: 'ground', at: 11, placed: true },
  when: (view) => canEdit(view) && view.state.item.media === 'image' && view.clipboard !== '',
  run: (view, input) => {
    const copies = placed(view, copiesOf(view, readClipboard(view.clipboard)), input)
    if (copies.length === 0) return { kind: 'announce', text: 'There is nothing to paste here.' }
    return [
      { kind: 'patch', patch: adding(copies, `Paste ${counted(copies)}`) },
      { kind: 'select', ids: copies.map(({ id }) => id) },
    ]
  },
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
