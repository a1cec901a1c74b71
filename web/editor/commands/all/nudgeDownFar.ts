/** Moves what is selected 10 pixels down, or as many characters. */
import { nudged } from '../nudge'
import { canChange } from '../selection'
import type { Command } from '../types'

const command: Command = {
  id: 'edit.nudge-down-far',
  title: 'Move down by 10',
  icon: 'arrow-down',
  keys: ['Shift+ArrowDown'],
  group: 'edit',
  when: canChange,
  run: (view) => nudged(view, { x: 0, y: 10 }),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
