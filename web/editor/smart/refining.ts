/** Smart tools that change what is selected: each annotation is one question, all changes are one step. */
import type { EditorView } from '../api'
import type { Outcome } from '../commands/types'
import { boundsOf } from '../geometry/geometry'
import type { Annotation, Op } from '../model'
import { optionsOf } from '../questions'
import { settingsOf } from '../settings'
import { same } from '../store/same'
import type { View } from '../views'
import type { News } from './asking'
import { SMART_TOOLS, settingsName } from './registry'
import { Stopped, type Thinker, type Waiting } from './thinking'
import { type Question, type RefiningTool, isPrompted } from './types'
import { valueFrom } from './values'

export class Refining {
  #running: AbortController | null = null

  constructor(
    readonly thinker: Thinker,
    readonly view: EditorView,
    readonly hear: (news: News & { readonly type: 'thinking' }) => void,
  ) {}

  /** What comes of refining the annotations; nothing where it is stopped. */
  async refine(name: string, ids: readonly string[]): Promise<readonly Outcome[]> {
    const tool = SMART_TOOLS.get(name)
    if (!tool || isPrompted(tool)) return []
    this.stop()
    const { signal } = (this.#running = new AbortController())
    this.hear({ type: 'thinking', share: 0 })
    try {
      const outcomes = await this.#outcomes(tool, ids, { signal, progress: (share) => this.hear({ type: 'thinking', share }) })
      return signal.aborted ? [] : outcomes
    } catch (error) {
      if (error instanceof Stopped) return []
      if (!(error instanceof Error)) throw error
      return [{ kind: 'problem', text: error.message }]
    } finally {
      this.hear({ type: 'thinking', share: null })
    }
  }

  stop(): void {
    this.#running?.abort()
  }

  async #outcomes(tool: RefiningTool, ids: readonly string[], { signal, progress }: Waiting): Promise<readonly Outcome[]> {
    const { view } = this
    const ops: Op[] = []
    for (const [i, id] of ids.entries()) {
      const before = view.document.get(id)
      const question = before && questionOf(view, tool, before)
      if (!before || !question) continue
      const part = { signal, progress: (share: number): void => progress((i + share) / ids.length) }
      const { views } = await this.thinker.think(view.state.item, tool.name, question, part)
      const after = refined(view, before, views)
      // Whoever changed it meanwhile knew better.
      if (after && view.document.get(id) === before && !same(after, before)) ops.push({ id, before, after })
    }
    if (ops.length === 0) return [{ kind: 'announce', text: `${tool.title}: nothing to change.` }]
    return [
      { kind: 'patch', patch: { ops, origin: 'local', label: tool.title } },
      { kind: 'select', ids },
    ]
  }
}

function questionOf(view: EditorView, tool: RefiningTool, { type, value }: Annotation): Question | null {
  const geometry = view.labels.get(type)?.geometry(value)
  const bounds = geometry && boundsOf(geometry)
  const shape = view.labels.get(type)?.views?.(value)[0]
  if (!bounds || shape?.kind !== tool.refines || shape.angle !== 0) return null
  const settings = settingsOf(tool.settings, view.state.settings[settingsName(tool.name)])
  return { prompts: [{ kind: 'box', bounds, sight: { visible: bounds, scale: view.state.camera.scale }, settings }], pointer: null }
}

function refined(view: EditorView, before: Annotation, views: readonly View[]): Annotation | null {
  const type = view.labels.get(before.type)
  const value = type ? valueFrom(views, type, optionsOf(view, before)) : null
  const settled = value === null ? null : view.settled({ ...before, value })
  return settled === null ? null : { ...before, value: settled }
}
