/** Chooses the class of what comes next; changes the selected ones to it, and sets or clears a tag. */
import { choose } from '../choose'
import type { Command } from '../types'

const command: Command = {
  id: 'class.choose',
  title: 'Choose class',
  icon: 'tag',
  keys: [],
  group: 'classes',
  run: (view, input) => (typeof input === 'string' ? choose(view, input) : null),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
