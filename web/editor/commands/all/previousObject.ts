/** Selects the previous annotation. */
import { neighbourOf } from '../walk'
import type { Command } from '../types'

const command: Command = {
  id: 'select.previous',
  title: 'Previous annotation',
  icon: 'chevron-left',
  keys: [','],
  group: 'select',
  when: ({ document }) => document.size > 0,
  run: (view) => {
    const id = neighbourOf(view, -1)
    return id === null
      ? null
      : [
          { kind: 'select', ids: [id] },
          { kind: 'reveal', id },
        ]
  },
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
