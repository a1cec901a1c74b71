// The draft of the task in hand: read from the journal and the server, saved as it grows, merged when others change it.
import { useEffect, useLayoutEffect, useState } from 'react'
import type { MountedEditor } from '@editor'
import { Autosave, systemClock, type SaveState } from '@editor/sync'
import { newKey } from '@client/http'
import type { Bundle } from '@client/types'
import { tellProblem } from '../notices'
import { complete, itemOf } from '../spec/ontology'
import type { Outbox } from './saving'
import { transport } from './transport'

export interface Saving {
  /** False until the draft is in the editor; until then nothing can be drawn or handed in. */
  readonly ready: boolean
  readonly state: SaveState
  resolve(id: string, choice: 'mine' | 'theirs'): void
}

interface Opened {
  readonly assignment: string
  readonly autosave: Autosave
}

const SAVED: SaveState = { kind: 'saved' }

export function useSaving(editor: MountedEditor | null, bundle: Bundle, outbox: Outbox): Saving {
  const [opened, setOpened] = useState<Opened | null>(null)
  const [state, setState] = useState<{ assignment: string; save: SaveState } | null>(null)
  const { id: assignment } = bundle.assignment

  // The picture is shown before the draft has been read, within the frame in which the task came.
  useLayoutEffect(() => editor?.open(optionsOf(bundle, startOf(bundle), true)), [editor, bundle])

  useEffect(() => {
    if (!editor) return
    let current: Autosave | null = null
    let left = false
    const begin = async (): Promise<void> => {
      const autosave = await openDraft(editor, bundle, outbox, (save) => setState({ assignment, save }))
      if (left) return void autosave?.close()
      if (!autosave) return
      current = autosave
      editor.open(optionsOf(bundle, autosave.annotations, false))
      setOpened({ assignment, autosave })
    }
    begin().catch(tellProblem)
    const stops = [
      editor.on('patch', (patch) => void current?.push(patch).catch(tellProblem)),
      onLeaving(() => void current?.flush(true)),
      onOnline(() => current?.online()),
    ]
    return () => {
      left = true
      stops.forEach((stop) => stop())
      if (outbox.isHandedIn(assignment)) current?.close()
      else void current?.flush().then(() => current?.close())
    }
  }, [editor, bundle, assignment, outbox])

  return {
    ready: opened?.assignment === assignment,
    state: state?.assignment === assignment ? state.save : SAVED,
    resolve: (id, choice) => void opened?.autosave.resolve(id, choice).catch(tellProblem),
  }
}

/** What a task starts with where nobody has drawn yet: the answer to judge, or what was given with it. */
function startOf(bundle: Bundle) {
  return complete(bundle.draft?.annotations ?? bundle.start)
}

async function openDraft(
  editor: MountedEditor,
  bundle: Bundle,
  outbox: Outbox,
  onState: (state: SaveState) => void,
): Promise<Autosave | null> {
  return Autosave.open({
    assignment: bundle.assignment.id,
    server: { revision: bundle.draft?.revision ?? 0, annotations: startOf(bundle) },
    journal: await outbox.journal,
    transport,
    clock: systemClock,
    newKey,
    onRemote: (patch) => editor.apply(patch),
    onState,
  })
}

function optionsOf(bundle: Bundle, annotations: ReturnType<typeof startOf>, readonly: boolean) {
  return {
    item: itemOf(bundle.item),
    annotations,
    readonly,
    ...(bundle.judged ? { compare: complete(bundle.judged.annotations) } : {}),
  }
}

function onLeaving(leave: () => void): () => void {
  const hidden = (): void => {
    if (document.hidden) leave()
  }
  window.addEventListener('pagehide', leave)
  document.addEventListener('visibilitychange', hidden)
  return () => {
    window.removeEventListener('pagehide', leave)
    document.removeEventListener('visibilitychange', hidden)
  }
}

function onOnline(back: () => void): () => void {
  window.addEventListener('online', back)
  return () => window.removeEventListener('online', back)
}
