/** Goes back to the page that is labelled. */
import { ownPage } from '../../pages'
import { hasPages, turnedTo } from '../pages'
import type { Command } from '../types'

const command: Command = {
  id: 'view.own-page',
  title: 'Back to the page of this task',
  icon: 'file-arrow-left',
  keys: ['Shift+Home'],
  group: 'view',
  when: hasPages,
  run: (view) => turnedTo(view, ownPage(view.state.item)),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
