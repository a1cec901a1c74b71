/** How a command is found: each file of `all/` is one. Nothing else lists them. */
import type { Ontology } from '../model'
import type { Command } from './types'

const BUILT_IN = import.meta.glob<Command>(['./all/*.ts', '!./all/*.test.ts'], { eager: true, import: 'default' })

/** All commands in the order of their ids. A built-in wins over a stranger of the same id. */
export function allCommands(strangers: readonly Command[] = []): readonly Command[] {
  const commands = new Map([...strangers, ...Object.values(BUILT_IN)].map((command) => [command.id, command]))
  return [...commands.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** One command for each class, with the class's own key or the digit of its place. */
export function classCommands(ontology: Ontology): readonly Command[] {
  const taken = new Set(ontology.classes.flatMap(({ key }) => (key ? [key] : [])))
  return ontology.classes.map((cls, index) => {
    const digit = String((index + 1) % 10)
    const free = index < 10 && !taken.has(digit) ? [digit] : []
    return {
      id: `class.${cls.name}`,
      title: cls.name,
      icon: 'tag',
      keys: cls.key ? [cls.key] : free,
      group: 'classes',
      run: () => ({ kind: 'command', id: 'class.choose', input: cls.name }),
    }
  })
}
