/** What colours tell: classes, single objects or people, in turn; with an input, that. */
import { COLORINGS, type Coloring } from '../../api'
import type { Command } from '../types'

function named(input: unknown): Coloring | undefined {
  return COLORINGS.find((one) => one === input)
}

function following(now: Coloring): Coloring {
  return COLORINGS[(COLORINGS.indexOf(now) + 1) % COLORINGS.length] ?? 'class'
}

const command: Command = {
  id: 'view.color-by',
  title: 'Colour by class, object or person',
  icon: 'palette',
  keys: ['Shift+k'],
  group: 'view',
  run: ({ state }, input) => ({ kind: 'state', change: { colorBy: named(input) ?? following(state.colorBy) } }),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
