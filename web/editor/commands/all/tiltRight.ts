/** Turns what is selected by one degree to the right. */
import { rotation } from '../../geometry/affine'
import { canTransform, transformed } from '../transform'
import type { Command } from '../types'

const command: Command = {
  id: 'edit.tilt-right',
  title: 'Turn 1° right',
  icon: 'rotate-clockwise-2',
  keys: ['Alt+r'],
  group: 'edit',
  when: canTransform,
  run: (view) => transformed(view, (centre) => rotation(1, centre), 'Turn 1° right'),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
