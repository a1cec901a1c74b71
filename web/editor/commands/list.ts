/** The commands of one editor: which can run, which keys they have, and running them. */
import type { CommandList, CommandRow, EditorView, KeyConflict } from '../api'
import { type KeyPress, bindingTable, canonical, pressed, shown } from './keymap'
import { Recorder } from './recorder'
import type { Command, Macro, Outcome } from './types'

export class Commands implements CommandList {
  #commands = new Map<string, Command>()
  #remapped: Readonly<Record<string, readonly string[]>> = {}
  #table = new Map<string, string[]>()
  /** What a person did by commands, for macros and for doing it again. */
  readonly recorder = new Recorder()

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
      ...(command.scope === undefined ? {} : { scope: command.scope }),
      ...(command.menu === undefined ? {} : { menu: command.menu }),
    }))
  }

  enabled(id: string): boolean {
    const command = this.#commands.get(id)
    return command !== undefined && (command.when?.(this.view) ?? true)
  }

  run(id: string, input?: unknown): boolean {
    const command = this.#commands.get(id)
    if (!command || !this.enabled(id)) return false
    return this.recorder.during(command, input, () => {
      const outcome = command.run(this.view, input)
      if (outcome === null) return false
      this.perform('kind' in outcome ? [outcome] : outcome)
      return true
    })
  }

  /** Runs the steps of a macro one after the other; those that cannot run are left out. */
  play({ steps }: Pick<Macro, 'steps'>): void {
    this.recorder.silently(() => {
      for (const { id, input } of steps) this.run(id, input)
    })
  }

  conflicts(): readonly KeyConflict[] {
    return [...this.#table].flatMap(([key, ids]) => {
      const commands = ids.filter((id) => ids.some((other) => other !== id && this.#meets(id, other)))
      return commands.length > 0 ? [{ key, commands }] : []
    })
  }

  keyFor(id: string): string {
    const command = this.#commands.get(id)
    const first = (key: string): string | undefined =>
      this.#table.get(canonical(key, this.mac))?.find((other) => other === id || this.#meets(id, other))
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

  /** Whether two commands may both want a key. */
  #meets(id: string, other: string): boolean {
    const [a, b] = [this.#commands.get(id)?.scope, this.#commands.get(other)?.scope]
    return a === undefined || b === undefined || a === b
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
