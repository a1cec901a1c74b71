// What stands in the menu on an object or on the bare picture. Pure.
import type { CommandRow, Editor } from '@editor'

export interface MenuSections {
  /** What can be done now, section by section. */
  readonly sections: readonly (readonly CommandRow[])[]
  /** What the label type of the selected ones can do with them. */
  readonly shape: { readonly title: string; readonly rows: readonly CommandRow[] }
}

export function sectionsOf(editor: Editor, on: 'object' | 'ground'): MenuSections {
  const enabled = editor.commands.list().filter((row) => row.enabled)
  const rows = enabled
    .filter(({ menu }) => menu?.on === on || menu?.on === 'both')
    .sort((a, b) => (a.menu?.at ?? 0) - (b.menu?.at ?? 0))
  const sections = Map.groupBy(rows, ({ menu }) => Math.floor((menu?.at ?? 0) / 10))
  const type = typeOf(editor)
  const own = enabled.filter(({ scope, group }) => scope !== undefined && scope === type && group === 'edit')
  return { sections: [...sections.values()], shape: { title: editor.labels.get(type)?.title ?? '', rows: own } }
}

/** The label type of all that is selected; empty where they have several. */
function typeOf({ document, state }: Editor): string {
  const types = new Set([...state.selection].map((id) => document.get(id)?.type))
  const [type] = types
  return types.size === 1 ? (type ?? '') : ''
}
