/** Shows or hides the small picture of the whole. */
import { minimapToggled } from '../../view/minimap'
import type { Command } from '../types'

const command: Command = {
  id: 'view.minimap',
  title: 'Show minimap',
  icon: 'map',
  keys: ['Shift+o'],
  group: 'view',
  when: ({ state }) => state.item.media === 'image',
  run: ({ state, viewSize }) => ({ kind: 'state', change: { minimap: minimapToggled(state, viewSize) } }),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
