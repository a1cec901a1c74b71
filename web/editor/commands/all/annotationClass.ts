/** Changes the class of annotations, without `ids` of the selected ones; they become of the type that the class has. */
import { reclassed } from '../choose'
import { canEdit } from '../selection'
import type { Command } from '../types'

const command: Command = {
  id: 'annotation.class',
  title: 'Change class',
  icon: 'replace',
  keys: [],
  group: 'classes',
  when: canEdit,
  run: (view, input) => {
    const { ids = [...view.state.selection], name } = input as { readonly ids?: readonly string[]; readonly name: string }
    const patch = reclassed(view, ids, name)
    return patch && { kind: 'patch', patch }
  },
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
