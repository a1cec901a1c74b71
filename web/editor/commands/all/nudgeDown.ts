/** Moves what is selected one pixel down, or as many characters. */
import { nudged } from '../nudge'
import { canChange } from '../selection'
import type { Command } from '../types'

const command: Command = {
  id: 'edit.nudge-down',
  title: 'Move down by 1',
  icon: 'arrow-down',
  keys: ['ArrowDown'],
  group: 'edit',
  when: canChange,
  run: (view) => nudged(view, { x: 0, y: 1 }),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
