/** The tool that is worked with now and what can be set of it: the active class's own while drawing, or a smart tool. */
import type { EditorView } from './api'
import type { Setting } from './settings'
import { SMART_TOOLS, settingsName } from './smart/registry'

export interface InHand {
  /** Under which its settings are kept. */
  readonly name: string
  readonly title: string
  /** What to do with it, where that needs saying. */
  readonly hint: string | null
  readonly settings: readonly Setting[]
}

export function inHand(view: EditorView): InHand | null {
  const { tool, smart, activeClass, readonly } = view.state
  if (readonly) return null
  if (tool === 'smart') {
    const part = SMART_TOOLS.get(smart)
    return part ? { name: settingsName(part.name), title: part.title, hint: part.hint, settings: part.settings ?? [] } : null
  }
  const type = tool === 'draw' && activeClass !== null ? view.labels.get(view.classOf(activeClass)?.type ?? '') : undefined
  return type ? { name: type.name, title: type.title, hint: type.hint ?? null, settings: type.settings ?? [] } : null
}
