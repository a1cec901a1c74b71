/** Goes to the previous task. */
import type { Command } from '../types'

const command: Command = {
  id: 'work.previous',
  title: 'Previous task',
  icon: 'arrow-left',
  keys: ['$mod+ArrowLeft'],
  group: 'work',
  run: () => ({ kind: 'effect', effect: { type: 'previous' } }),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
