/** Moves what is selected 10 pixels up, or as many characters. */
import { nudged } from '../nudge'
import { canChange } from '../selection'
import type { Command } from '../types'

const command: Command = {
  id: 'edit.nudge-up-far',
  title: 'Move up by 10',
  icon: 'arrow-up',
  keys: ['Shift+ArrowUp'],
  group: 'edit',
  when: canChange,
  run: (view) => nudged(view, { x: 0, y: -10 }),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
