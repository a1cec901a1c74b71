/** Shows or hides the guideline. */
import type { Command } from '../types'

const command: Command = {
  id: 'help.guideline',
  title: 'Guideline',
  icon: 'book',
  keys: ['g'],
  group: 'help',
  run: () => ({ kind: 'effect', effect: { type: 'guideline' } }),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
