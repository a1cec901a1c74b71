/** Turns what is selected by one degree to the left. */
import { rotation } from '../../geometry/affine'
import { canTransform, transformed } from '../transform'
import type { Command } from '../types'

const command: Command = {
  id: 'edit.tilt-left',
  title: 'Turn 1° left',
  icon: 'rotate-2',
  keys: ['Shift+Alt+r'],
  group: 'edit',
  when: canTransform,
  run: (view) => transformed(view, (centre) => rotation(-1, centre), 'Turn 1° left'),
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
