/** Looks at the next page of the item's file. */
import { pageShown } from '../../pages'
import { hasPages, turnedTo } from '../pages'
import type { Command } from '../types'

const command: Command = {
  id: 'view.next-page',
  title: 'Next page',
  icon: 'chevron-right',
  keys: ['Shift+PageDown'],
  group: 'view',
  when: hasPages,
  run: (view) => turnedTo(view, pageShown(view.state) + 1),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
