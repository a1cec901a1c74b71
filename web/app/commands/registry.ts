// Every command that can be run now: pages register theirs while they are shown; the palette and the sheet read all.
import { useEffect, useMemo } from 'react'
import { tinykeys } from 'tinykeys'
import { create } from 'zustand'
import { usePreferences } from '@client/queries/session'
import type { Macro } from '@editor'
import { typesText, withKeymap, type Keymap } from './keymap'

export type CommandArea = 'go' | 'edit' | 'select' | 'classes' | 'view' | 'tools' | 'work' | 'review' | 'help'

export interface AppCommand {
  readonly id: string
  readonly title: string
  readonly group: CommandArea
  readonly keys: readonly string[]
  readonly enabled?: boolean
  /** True where somebody else listens for the keys. */
  readonly heard?: boolean
  run(): void
}

interface Registry {
  readonly sources: ReadonlyMap<string, readonly AppCommand[]>
  register(source: string, commands: readonly AppCommand[]): void
  forget(source: string): void
}

export const useRegistry = create<Registry>((set) => ({
  sources: new Map(),
  register: (source, commands) => set(({ sources }) => ({ sources: new Map(sources).set(source, commands) })),
  forget: (source) =>
    set(({ sources }) => {
      const rest = new Map(sources)
      rest.delete(source)
      return { sources: rest }
    }),
}))

const NO_KEYMAP: Keymap = {}

export function useKeymap(): Keymap {
  return usePreferences().data?.keymap ?? NO_KEYMAP
}

const NO_MACROS: readonly Macro[] = []

export function useMacros(): readonly Macro[] {
  return usePreferences().data?.macros ?? NO_MACROS
}

/** Offers commands while the component is shown, under their keys. `commands` must be memoised. */
export function useCommands(source: string, commands: readonly AppCommand[]): void {
  const register = useRegistry((state) => state.register)
  const forget = useRegistry((state) => state.forget)
  const keymap = useKeymap()
  const keyed = useMemo(() => withKeymap(commands, keymap), [commands, keymap])

  useEffect(() => {
    register(source, keyed)
    return () => forget(source)
  }, [register, forget, source, keyed])

  useEffect(() => tinykeys(window, bindings(keyed)), [keyed])
}

function bindings(commands: readonly AppCommand[]): Record<string, (event: KeyboardEvent) => void> {
  const table: Record<string, (event: KeyboardEvent) => void> = {}
  for (const command of commands) {
    if (command.heard || command.enabled === false) continue
    for (const key of command.keys) table[key] = (event) => press(command, key, event)
  }
  return table
}

function press(command: AppCommand, key: string, event: KeyboardEvent): void {
  if (event.isComposing || event.defaultPrevented) return
  if (typesText(event.target) && !key.includes('$mod')) return
  if (!key.includes('$mod') && document.querySelector('[role="dialog"]')) return
  event.preventDefault()
  command.run()
}
