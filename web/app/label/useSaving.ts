// The draft of the task in hand: read from the journal and the server, saved as it grows, merged when others change it.
import { useEffect, useLayoutEffect, useState, useSyncExternalStore } from 'react'
import type { MountedEditor, OpenOptions } from '@editor'
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
  /** What became of the changes, and being told of it: a save draws anew what shows this, and not the whole page. */
  readonly state: () => SaveState
  readonly subscribe: (listener: () => void) => () => void
  resolve(id: string, choice: 'mine' | 'theirs'): void
}

/** The state of the draft that was heard of last. */
class SaveStates {
  #now: { readonly assignment: string; readonly state: SaveState } | null = null
  readonly #listeners = new Set<() => void>()

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  of(assignment: string): SaveState {
    return this.#now?.assignment === assignment ? this.#now.state : SAVED
  }

  set(assignment: string, state: SaveState): void {
    this.#now = { assignment, state }
    this.#listeners.forEach((listener) => listener())
  }
}

interface Opened {
  readonly assignment: string
  readonly autosave: Autosave
}

const SAVED: SaveState = { kind: 'saved' }

export function useSaving(editor: MountedEditor | null, bundle: Bundle, outbox: Outbox): Saving {
  const [opened, setOpened] = useState<Opened | null>(null)
  const [states] = useState(() => new SaveStates())
  const { id: assignment } = bundle.assignment

  // The picture is shown before the draft has been read, within the frame in which the task came.
  useLayoutEffect(() => {
    const beginning = beginningOf(bundle)
    if (editor && editor.getState().item !== beginning.item) editor.open(beginning)
  }, [editor, bundle])

  useEffect(() => {
    if (!editor) return
    let current: Autosave | null = null
    let left = false
    const begin = async (): Promise<void> => {
      const autosave = await openDraft(editor, bundle, outbox, (state) => states.set(assignment, state))
      if (left) return void autosave?.close()
      if (!autosave) return
      current = autosave
      const read = { ...beginningOf(bundle), annotations: autosave.annotations, readonly: false }
      if (shows(editor, read)) editor.setReadonly(false)
      else editor.open(read)
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
  }, [editor, bundle, assignment, outbox, states])

  return {
    ready: opened?.assignment === assignment,
    state: () => states.of(assignment),
    subscribe: states.subscribe,
    resolve: (id, choice) => void opened?.autosave.resolve(id, choice).catch(tellProblem),
  }
}

/** What became of the changes or, by `pick`, a part of it that is the same as long as it says the same. */
export function useSaveState<T>({ state, subscribe }: Saving, pick: (state: SaveState) => T): T {
  return useSyncExternalStore(subscribe, () => pick(state()))
}

const BEGINNINGS = new WeakMap<Bundle, OpenOptions>()

/**
 * What a task is shown with until its draft has been read: the draft that came with it or, where nobody has drawn yet, the
 * answer to judge or what was given with it. The same for the same bundle.
 */
export function beginningOf(bundle: Bundle): OpenOptions {
  const known = BEGINNINGS.get(bundle)
  if (known) return known
  const beginning = {
    item: itemOf(bundle.item),
    annotations: complete(bundle.draft?.annotations ?? bundle.start),
    readonly: true,
    ...(bundle.judged ? { compare: complete(bundle.judged.annotations) } : {}),
  }
  BEGINNINGS.set(bundle, beginning)
  return beginning
}

/** Whether an editor was opened with just these annotations, and nothing has changed since. */
function shows(editor: MountedEditor, { item, annotations }: OpenOptions): boolean {
  const { item: shown, edits } = editor.getState()
  if (shown !== item || edits > 0 || editor.document.size !== annotations.length) return false
  return annotations.every((annotation) => editor.document.get(annotation.id) === annotation)
}

async function openDraft(
  editor: MountedEditor,
  bundle: Bundle,
  outbox: Outbox,
  onState: (state: SaveState) => void,
): Promise<Autosave | null> {
  return Autosave.open({
    assignment: bundle.assignment.id,
    server: { revision: bundle.draft?.revision ?? 0, annotations: beginningOf(bundle).annotations },
    journal: await outbox.journal,
    transport,
    clock: systemClock,
    newKey,
    onRemote: (patch) => editor.apply(patch),
    onState,
  })
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
