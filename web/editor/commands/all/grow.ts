/** Makes what is selected a twentieth larger. */
import { scaling } from '../../geometry/affine'
import { canTransform, transformed } from '../transform'
import type { Command } from '../types'

const command: Command = {
  id: 'edit.grow',
  title: 'Make larger',
  icon: 'arrows-maximize',
  keys: ['Alt+ArrowRight'],
  group: 'edit',
  when: canTransform,
  run: (view) => transformed(view, (centre) => scaling(1.05, 1.05, centre), 'Make larger'),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
