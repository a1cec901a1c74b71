// The editor's commands in the palette and on the sheet of keys. The editor listens for their keys itself.
import { useEffect } from 'react'
import type { Editor } from '@editor'
import { SMART_TOOLS, settingsName } from '@editor/smart/registry'
import { usePalette } from './palette'
import { useRegistry, type AppCommand } from './registry'

export function useEditorCommands(editor: Editor | null): void {
  const register = useRegistry((state) => state.register)
  const forget = useRegistry((state) => state.forget)
  const view = usePalette((state) => state.view)
  useEffect(() => {
    if (!editor) return
    // Which commands can run depends on the selection: read again whenever an overview of them opens.
    register(
      'editor',
      editor.commands
        .list()
        .filter((row) => isForPeople(row) && concerns(editor, row))
        .map((row) => adapted(editor, row)),
    )
    return () => forget('editor')
  }, [editor, register, forget, view])
}

type Row = ReturnType<Editor['commands']['list']>[number]

function adapted(editor: Editor, row: Row): AppCommand {
  return {
    id: row.id,
    title: titleOf(editor, row),
    group: row.group,
    keys: row.keys,
    enabled: row.enabled,
    heard: true,
    run: () => editor.commands.run(row.id),
  }
}

/** With the tool that it belongs to: several have a size or a way to draw. */
function titleOf({ labels }: Editor, { title, scope = '' }: Row): string {
  const smart = [...SMART_TOOLS.values()].find(({ name }) => settingsName(name) === scope)
  const owner = labels.get(scope) ?? smart
  return owner ? `${owner.title}: ${title}` : title
}

/** What belongs to a label type that no class of the project has is of no use to anybody. */
function concerns({ labels, ontology }: Editor, { scope = '' }: Row): boolean {
  return !labels.has(scope) || ontology.classes.some(({ type }) => type === scope)
}

/** Commands that need an input are called by panels; those held down are no use in a list. */
function isForPeople(row: Row): boolean {
  return !row.id.startsWith('annotation.') && row.id !== 'class.choose' && row.id !== 'help.palette'
}
