/** The commands of one editor: which can run, which keys they have, and running them. */
import type { CommandList, CommandRow, EditorView, KeyConflict } from '../api'
import { type KeyPress, bindingTable, canonical, pressed, shown } from './keymap'
import type { Command, Outcome } from './types'

export class Commands implements CommandList {
  #commands = new Map<string, Command>()
  #remapped: Readonly<Record<string, readonly string[]>> = {}
  #table = new Map<string, string[]>()

  constructor(
    readonly view: EditorView,
    readonly mac: boolean,
    readonly perform: (outcomes: readonly Outcome[]) => void,
  ) {}

  /** The commands there are. Earlier ones win a key that several have. */
  setCommands(commands: readonly Command[]): void {
    this.#commands = new Map(commands.map((command) => [command.id, command]))
    this.#index()
  }

  remap(bindings: Readonly<Record<string, readonly string[]>>): void {
    this.#remapped = bindings
    this.#index()
  }

  list(): readonly CommandRow[] {
    return [...this.#commands.values()].map((command) => ({
      id: command.id,
      title: command.title,
      icon: command.icon,
      group: command.group,
      keys: this.#keysOf(command),
      enabled: this.enabled(command.id),
    }))
  }

  enabled(id: string): boolean {
    const command = this.#commands.get(id)
    return command !== undefined && (command.when?.(this.view) ?? true)
  }

  run(id: string, input?: unknown): boolean {
    const command = this.#commands.get(id)
    if (!command || !this.enabled(id)) return false
    const outcome = command.run(this.view, input)
    if (outcome === null) return false
    this.perform('kind' in outcome ? [outcome] : outcome)
    return true
  }

  conflicts(): readonly KeyConflict[] {
    return [...this.#table].flatMap(([key, commands]) => (commands.length > 1 ? [{ key, commands }] : []))
  }

  keyFor(id: string): string {
    const command = this.#commands.get(id)
    const first = (key: string): string | undefined => this.#table.get(canonical(key, this.mac))?.[0]
    const key = command && this.#keysOf(command).find((own) => first(own) === id)
    return key === undefined ? '' : this.show(key)
  }

  show(key: string): string {
    return shown(key, this.mac)
  }

  /** Runs the first command that has this key and can run. Returns its id. */
  press(press: KeyPress): string | null {
    return (this.#table.get(pressed(press)) ?? []).find((id) => this.run(id)) ?? null
  }

  #index(): void {
    const commands = [...this.#commands.values()]
    this.#table = bindingTable(
      commands.map((command) => ({ id: command.id, keys: this.#keysOf(command) })),
      this.mac,
    )
  }

  #keysOf(command: Command): readonly string[] {
    return this.#remapped[command.id] ?? command.keys
  }
}
