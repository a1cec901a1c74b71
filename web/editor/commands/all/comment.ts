/** Begins a comment, pinned to the selected annotation if there is one. */
import type { Command } from '../types'

const command: Command = {
  id: 'work.comment',
  title: 'Comment',
  icon: 'message',
  keys: ['c'],
  group: 'work',
  menu: { on: 'both', at: 61 },
  run: ({ state }) => ({ kind: 'effect', effect: { type: 'comment', annotationId: [...state.selection][0] ?? null } }),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
