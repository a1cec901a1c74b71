/** Begins a comment pinned to a place: the one given, else the one below the pointer. */
import type { Command } from '../types'

const command: Command = {
  id: 'comment.here',
  title: 'Comment here',
  icon: 'message-pin',
  keys: ['Alt+c'],
  group: 'work',
  menu: { on: 'both', at: 63, placed: true },
  run: (_, input) => ({ kind: 'effect', effect: { type: 'comment', here: true, point: isPoint(input) ? input : null } }),
}

function isPoint(input: unknown): input is { readonly x: number; readonly y: number } {
  const { x, y } = (input ?? {}) as { readonly x?: unknown; readonly y?: unknown }
  return Number.isFinite(x) && Number.isFinite(y)
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
