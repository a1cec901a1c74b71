/** Mirrors what is selected, top to bottom. */
import { scaling } from '../../geometry/affine'
import { canTransform, transformed } from '../transform'
import type { Command } from '../types'

const command: Command = {
  id: 'edit.mirror-down',
  title: 'Mirror top to bottom',
  icon: 'flip-horizontal',
  keys: ['Shift+Alt+m'],
  group: 'edit',
  when: canTransform,
  run: (view) => transformed(view, (centre) => scaling(1, -1, centre), 'Mirror top to bottom'),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
