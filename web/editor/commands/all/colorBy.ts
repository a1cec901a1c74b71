/** What colours tell: classes, single objects or, where there are several answers, people, in turn; with an input, that. */
import { COLORINGS, type Coloring, type EditorView } from '../../api'
import { peopleOf } from '../../people'
import type { Command } from '../types'

function named(input: unknown): Coloring | undefined {
  return COLORINGS.find((one) => one === input)
}

function following({ state, document }: EditorView): Coloring {
  const offered = COLORINGS.filter((one) => one !== 'annotator' || peopleOf(document).size > 0)
  return offered[(offered.indexOf(state.colorBy) + 1) % offered.length] ?? 'class'
}

const command: Command = {
  id: 'view.color-by',
  title: 'Colour by class, object or person',
  icon: 'palette',
  keys: ['Shift+k'],
  group: 'view',
  run: (view, input) => ({ kind: 'state', change: { colorBy: named(input) ?? following(view) } }),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
