/** Does the last change again, to what is selected now. */
import { canEdit } from '../selection'
import type { Command } from '../types'

const command: Command = {
  id: 'edit.repeat',
  title: 'Repeat the last change',
  icon: 'repeat',
  keys: ['q'],
  group: 'edit',
  when: canEdit,
  run: () => ({ kind: 'macro', act: 'repeat' }),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
