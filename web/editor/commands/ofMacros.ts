/** A command for each macro that the person keeps. */
import type { Command, Macro } from './types'

export function macroCommands(macros: readonly Macro[]): readonly Command[] {
  return macros.map((macro) => ({
    id: `macro.of.${macro.name}`,
    title: macro.name,
    icon: 'player-play',
    keys: macro.keys,
    group: 'edit',
    run: () => ({ kind: 'macro', act: 'play', macro }),
  }))
}
