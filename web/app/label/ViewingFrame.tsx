// The arrangement around an item that is looked at and not changed: what an editor has, less what draws.
import type { ReactNode } from 'react'
import type { Ontology } from '@editor'
import { ContextMenu } from './ContextMenu'
import { EditorHost } from './EditorHost'
import { Frame } from './Frame'
import { Overlays } from './Overlays'
import { Panel } from './Panel'
import { StatusLine } from './StatusLine'
import { ToolRail } from './ToolRail'
import type { Viewing } from './useViewing'

interface ViewingFrameProps {
  readonly viewing: Viewing
  readonly task: string
  readonly thumbnail: string | null
  readonly ontology: Ontology
  readonly guideline: string
  /** How many threads the task has. */
  readonly threads: number
  readonly top: ReactNode
  /** The answers of several people side by side, where there are such. */
  readonly answers?: ReactNode
}

export function ViewingFrame(props: ViewingFrameProps) {
  const { viewing, task, thumbnail, ontology, guideline, threads, top, answers } = props
  const { editor, setEditor, shown, tab, setTab, commenting } = viewing
  return (
    <Frame
      top={top}
      tools={editor && <ToolRail editor={editor} />}
      panel={
        editor && (
          <Panel
            editor={editor}
            task={task}
            threads={threads}
            commenting={commenting}
            guideline={guideline}
            tab={tab}
            onTab={setTab}
            answers={answers}
          />
        )
      }
      status={editor && <StatusLine editor={editor} hint="view" />}
    >
      <EditorHost ontology={ontology} first={shown} onMount={setEditor} onUnmount={() => setEditor(null)} />
      {editor && <Overlays editor={editor} task={task} thumbnail={thumbnail} commenting={commenting} />}
      {editor && <ContextMenu editor={editor} />}
    </Frame>
  )
}
