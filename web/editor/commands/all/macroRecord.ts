/** Begins to record a macro, or ends it. */
import { canEdit } from '../selection'
import type { Command } from '../types'

const command: Command = {
  id: 'macro.record',
  title: 'Record a macro',
  icon: 'record-mail',
  keys: ['Shift+q'],
  group: 'edit',
  when: canEdit,
  run: () => ({ kind: 'macro', act: 'record' }),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
