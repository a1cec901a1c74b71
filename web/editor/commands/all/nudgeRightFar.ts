/** Moves what is selected 10 pixels right, or as many characters. */
import { nudged } from '../nudge'
import { canChange } from '../selection'
import type { Command } from '../types'

const command: Command = {
  id: 'edit.nudge-right-far',
  title: 'Move right by 10',
  icon: 'arrow-right',
  keys: ['Shift+ArrowRight'],
  group: 'edit',
  when: canChange,
  run: (view) => nudged(view, { x: 10, y: 0 }),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
