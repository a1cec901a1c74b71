/** Moves what is selected 10 pixels left, or as many characters. */
import { nudged } from '../nudge'
import { canChange } from '../selection'
import type { Command } from '../types'

const command: Command = {
  id: 'edit.nudge-left-far',
  title: 'Move left by 10',
  icon: 'arrow-left',
  keys: ['Shift+ArrowLeft'],
  group: 'edit',
  when: canChange,
  run: (view) => nudged(view, { x: -10, y: 0 }),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
