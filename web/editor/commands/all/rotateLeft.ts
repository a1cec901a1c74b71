/** Turns what is selected a quarter to the left. */
import { rotation } from '../../geometry/affine'
import { canTransform, transformed } from '../transform'
import type { Command } from '../types'

const command: Command = {
  id: 'edit.rotate-left',
  title: 'Turn a quarter left',
  icon: 'rotate',
  keys: ['Shift+r'],
  group: 'edit',
  when: canTransform,
  run: (view) => transformed(view, (centre) => rotation(-90, centre), 'Turn a quarter left'),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
