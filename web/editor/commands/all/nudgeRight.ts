/** Moves what is selected one pixel right, or as many characters. */
import { nudged } from '../nudge'
import { canChange } from '../selection'
import type { Command } from '../types'

const command: Command = {
  id: 'edit.nudge-right',
  title: 'Move right by 1',
  icon: 'arrow-right',
  keys: ['ArrowRight'],
  group: 'edit',
  when: canChange,
  run: (view) => nudged(view, { x: 1, y: 0 }),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
