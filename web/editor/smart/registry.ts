/** How a smart tool is found: each file of `all/` is one. Nothing else lists them. */
import type { SmartTool } from './types'

const BUILT_IN = import.meta.glob<SmartTool>(['./all/*.ts', '!./all/*.test.ts'], { eager: true, import: 'default' })

/** All smart tools by name. */
export const SMART_TOOLS: ReadonlyMap<string, SmartTool> = new Map(Object.values(BUILT_IN).map((tool) => [tool.name, tool]))

/** Under which name the person's settings of a smart tool are kept, beside those of label types. */
export function settingsName(tool: string): string {
  return `smart.${tool}`
}
