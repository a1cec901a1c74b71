/** Makes the magnifier show the picture larger; after the largest comes the smallest. */
import { MAGNIFIER, factorOf, nextFactor } from '../../view/magnifier'
import { onPicture } from '../display'
import type { Command } from '../types'

const command: Command = {
  id: 'view.magnifier-factor',
  title: 'Magnify more',
  icon: 'zoom-in-area',
  keys: ['Alt+z'],
  group: 'view',
  when: onPicture,
  run({ state }) {
    const factor = nextFactor(factorOf(state.settings))
    return [
      { kind: 'settings', tool: MAGNIFIER, settings: { factor } },
      { kind: 'announce', text: `The magnifier shows ${String(factor)} times as large.` },
    ]
  },
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
