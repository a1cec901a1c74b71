/** The commands of smart tools: taking one in hand, or having one change what is selected. */
import type { EditorView } from '../api'
import type { Annotation } from '../model'
import { SMART_TOOLS } from '../smart/registry'
import { type RefiningTool, type SmartTool, isPrompted } from '../smart/types'
import { changeable } from './selection'
import type { Command } from './types'

export function smartCommands(): readonly Command[] {
  return [...SMART_TOOLS.values()].map(commandOf)
}

function commandOf(tool: SmartTool): Command {
  const { name, title, icon, keys = [] } = tool
  const common = { id: `smart.${name}`, title, icon, keys }
  if (isPrompted(tool)) {
    return { ...common, group: 'tools', when: canPrompt, run: () => ({ kind: 'state', change: { tool: 'smart', smart: name } }) }
  }
  return {
    ...common,
    group: 'edit',
    menu: { on: 'object', at: 15 },
    when: (view) => refinable(view, tool).length > 0,
    run: (view) => ({ kind: 'refine', tool: name, ids: refinable(view, tool).map(({ id }) => id) }),
  }
}

/** Whether what a smart tool finds can become an annotation of the active class. */
function canPrompt(view: EditorView): boolean {
  const { readonly, item, activeClass } = view.state
  if (readonly || !view.thinks || item.media !== 'image' || activeClass === null) return false
  return view.labels.get(view.classOf(activeClass)?.type ?? '')?.fromView !== undefined
}

/** The selected annotations whose truest view is of the kind that the tool refines. */
function refinable(view: EditorView, { refines }: RefiningTool): Annotation[] {
  if (view.state.readonly || !view.thinks) return []
  return changeable(view).filter(({ type, value }) => view.labels.get(type)?.views?.(value)[0]?.kind === refines)
}
