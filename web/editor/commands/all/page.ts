/** Looks at a page by its number, counted from 1; without one, at the next, and after the last at the first. */
import { pageCount, pageShown } from '../../pages'
import { hasPages, turnedTo } from '../pages'
import type { Command } from '../types'

const command: Command = {
  id: 'view.page',
  title: 'Go through the pages',
  icon: 'files',
  keys: [],
  group: 'view',
  when: hasPages,
  run: (view, input) => turnedTo(view, typeof input === 'number' ? input : (pageShown(view.state) % pageCount(view.state.item)) + 1),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
