/** Goes to the next task. */
import type { Command } from '../types'

const command: Command = {
  id: 'work.next',
  title: 'Next task',
  icon: 'arrow-right',
  keys: ['$mod+ArrowRight'],
  group: 'work',
  run: () => ({ kind: 'effect', effect: { type: 'next' } }),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
