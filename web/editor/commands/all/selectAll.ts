/** Selects everything that is shown; also where there is nothing, so that the browser does not select the page instead. */
import type { Command } from '../types'

const command: Command = {
  id: 'select.all',
  title: 'Select all',
  icon: 'select-all',
  keys: ['$mod+a'],
  group: 'select',
  menu: { on: 'ground', at: 21 },
  run: (view) => ({ kind: 'select', ids: view.document.ids().filter((id) => !view.state.hidden.has(id)) }),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
