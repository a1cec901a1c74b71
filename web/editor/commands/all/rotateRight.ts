/** Turns what is selected a quarter to the right. */
import { rotation } from '../../geometry/affine'
import { canTransform, transformed } from '../transform'
import type { Command } from '../types'

const command: Command = {
  id: 'edit.rotate-right',
  title: 'Turn a quarter right',
  icon: 'rotate-clockwise',
  keys: ['r'],
  group: 'edit',
  when: canTransform,
  run: (view) => transformed(view, (centre) => rotation(90, centre), 'Turn a quarter right'),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
