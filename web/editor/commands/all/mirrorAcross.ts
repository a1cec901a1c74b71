/** Mirrors what is selected, left to right. */
import { scaling } from '../../geometry/affine'
import { canTransform, transformed } from '../transform'
import type { Command } from '../types'

const command: Command = {
  id: 'edit.mirror-across',
  title: 'Mirror left to right',
  icon: 'flip-vertical',
  keys: ['Shift+m'],
  group: 'edit',
  when: canTransform,
  run: (view) => transformed(view, (centre) => scaling(-1, 1, centre), 'Mirror left to right'),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
