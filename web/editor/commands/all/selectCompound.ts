/** Selects all that belong together with what is selected. */
import { whole } from '../../compounds'
import type { Command } from '../types'

const command: Command = {
  id: 'select.compound',
  title: 'Select the whole compound',
  icon: 'circles-relation',
  keys: ['Alt+g'],
  group: 'select',
  menu: { on: 'object', at: 23 },
  when: (view) => whole(view, view.state.selection).length > view.state.selection.size,
  run: (view) => ({ kind: 'select', ids: whole(view, view.state.selection) }),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
