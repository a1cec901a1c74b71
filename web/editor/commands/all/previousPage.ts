/** Looks at the page before, of the item's file. */
import { pageShown } from '../../pages'
import { hasPages, turnedTo } from '../pages'
import type { Command } from '../types'

const command: Command = {
  id: 'view.previous-page',
  title: 'Page before',
  icon: 'chevron-left',
  keys: ['Shift+PageUp'],
  group: 'view',
  when: hasPages,
  run: (view) => turnedTo(view, pageShown(view.state) - 1),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
