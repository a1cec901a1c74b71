/** Writes a note on an annotation, or takes it off with an empty one. */
import { canEdit, replacement } from '../selection'
import type { Command } from '../types'

const command: Command = {
  id: 'annotation.note',
  title: 'Write note',
  icon: 'note',
  keys: [],
  group: 'edit',
  when: canEdit,
  run: (view, input) => {
    const { id, note } = input as { readonly id: string; readonly note: string }
    const annotation = view.document.get(id)
    if (!annotation) return null
    const { note: _, ...bare } = annotation
    const patch = replacement(view, [note === '' ? bare : { ...bare, note }], 'Write note', `note:${id}`)
    return patch && { kind: 'patch', patch }
  },
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
