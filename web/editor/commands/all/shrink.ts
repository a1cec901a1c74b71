/** Makes what is selected a twentieth smaller. */
import { scaling } from '../../geometry/affine'
import { canTransform, transformed } from '../transform'
import type { Command } from '../types'

const command: Command = {
  id: 'edit.shrink',
  title: 'Make smaller',
  icon: 'arrows-minimize',
  keys: ['Alt+ArrowLeft'],
  group: 'edit',
  when: canTransform,
  run: (view) => transformed(view, (centre) => scaling(1 / 1.05, 1 / 1.05, centre), 'Make smaller'),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
