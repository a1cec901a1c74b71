// An editor that shows an item and changes nothing, with the panel beside it.
import { useEffect, useState } from 'react'
import type { Coloring, MountedEditor, OpenOptions } from '@editor'
import { useEditorCommands } from '../commands/useEditorCommands'
import { useCommenting, type Commenting } from '../threads/useCommenting'
import type { PanelTab } from './Panel'

export interface Viewing {
  readonly editor: MountedEditor | null
  readonly setEditor: (editor: MountedEditor | null) => void
  readonly shown: OpenOptions
  readonly tab: PanelTab
  readonly setTab: (tab: PanelTab) => void
  readonly commenting: Commenting
}

/** What is shown may change; `colorBy` says by what it is told apart, `first` which tab lies open first. */
export function useViewing(task: string, shown: OpenOptions, colorBy: Coloring, first: PanelTab): Viewing {
  const [editor, setEditor] = useState<MountedEditor | null>(null)
  const [tab, setTab] = useState<PanelTab>(first)
  const commenting = useCommenting(editor, task, () => setTab('comments'))
  useEditorCommands(editor)
  useEffect(() => {
    editor?.open(shown)
    editor?.set({ colorBy })
  }, [editor, shown, colorBy])
  return { editor, setEditor, shown, tab, setTab, commenting }
}
