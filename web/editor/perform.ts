/** Does what a command or a tool asked for. */
import type { EditorEvents } from './api'
import type { Commands } from './commands/list'
import type { Macro, Outcome, StateChange } from './commands/types'
import type { Patch } from './model'
import type { Settings } from './settings'
import type { Ask } from './smart/asking'
import type { CameraMove } from './view/camera'

/** What an outcome may do to an editor. */
export interface Performer {
  readonly commands: Commands
  clipboard: string
  apply(patch: Patch): void
  select(ids: Iterable<string>): void
  set(change: StateChange): void
  setSettings(tool: string, settings: Settings): void
  moveCamera(move: CameraMove): void
  reveal(id: string): void
  step(step: 'undo' | 'redo'): void
  cancel(): void
  ask(ask: Ask | null): void
  refine(tool: string, ids: readonly string[]): Promise<void>
  emit<K extends keyof EditorEvents>(event: K, payload: EditorEvents[K]): void
}

export function perform(editor: Performer, outcome: Outcome): void {
  switch (outcome.kind) {
    case 'patch':
      if (outcome.patch.ops.length > 0) editor.apply(outcome.patch)
      return
    case 'select':
      editor.select(outcome.ids)
      return
    case 'state':
      editor.set(outcome.change)
      return
    case 'camera':
      editor.moveCamera(outcome.move)
      return
    case 'reveal':
      editor.reveal(outcome.id)
      return
    case 'settings':
      editor.setSettings(outcome.tool, outcome.settings)
      return
    case 'history':
      editor.step(outcome.step)
      return
    case 'clipboard':
      editor.clipboard = outcome.text
      editor.emit('effect', { type: 'copied', text: outcome.text })
      return
    case 'command':
      editor.commands.run(outcome.id, outcome.input)
      return
    case 'macro':
      macro(editor, outcome.act, outcome.macro)
      return
    case 'cancel':
      editor.cancel()
      return
    case 'effect':
      editor.emit('effect', outcome.effect)
      return
    case 'ask':
      editor.ask(outcome.ask)
      return
    case 'refine':
      void editor.refine(outcome.tool, outcome.ids)
      return
    case 'problem':
      editor.emit('problem', outcome.text)
      return
    case 'announce':
      editor.emit('announce', outcome.text)
  }
}

/** What is recorded goes to the application, which asks for a name and keeps it. */
function macro(editor: Performer, act: 'record' | 'play' | 'repeat', kept?: Macro): void {
  const { commands } = editor
  const { recorder } = commands
  if (act === 'repeat') {
    if (recorder.last) commands.play({ steps: [recorder.last] })
  } else if (act === 'play') {
    if (kept) commands.play(kept)
  } else if (recorder.recording) {
    const steps = recorder.stop()
    editor.set({ recording: false })
    if (steps.length > 0) editor.emit('effect', { type: 'macro', steps })
    else editor.emit('announce', 'Nothing was recorded.')
  } else {
    recorder.start()
    editor.set({ recording: true })
    editor.emit('announce', 'Recording: what you do by commands becomes a macro.')
  }
}
