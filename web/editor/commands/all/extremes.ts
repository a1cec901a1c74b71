/** Changes between drawing by corners and by four extreme points. */
import type { Command } from '../types'

const command: Command = {
  id: 'tool.extremes',
  title: 'Draw by extreme points',
  icon: 'vector',
  keys: ['e'],
  group: 'tools',
  when: ({ state }) => state.tool === 'draw' && !state.readonly && state.item.media === 'image',
  run: () => ({ kind: 'key', key: 'e' }),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
