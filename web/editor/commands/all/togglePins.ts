/** Shows or hides the pins of comments. */
import type { Command } from '../types'

const command: Command = {
  id: 'view.pins',
  title: 'Show comments on the picture',
  icon: 'map-pin',
  keys: ['Shift+Alt+c'],
  group: 'view',
  run: ({ state }) => ({ kind: 'state', change: { pins: !state.pins } }),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
