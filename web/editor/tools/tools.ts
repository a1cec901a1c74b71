/** The tools, by name. */
import type { ToolName } from '../api'
import { drawTool } from './draw'
import { measureTool } from './measure'
import { panTool } from './pan'
import { selectTool } from './select'
import { smartTool } from './smart'
import type { Tool } from './types'

export const TOOLS: Readonly<Record<ToolName, Tool>> = {
  select: selectTool,
  draw: drawTool,
  smart: smartTool,
  pan: panTool,
  measure: measureTool,
}
