/** How a command is found: each file of `all/` is one. Nothing else lists them. */
import type { EditorView } from '../api'
import type { Annotation, Class, Ontology } from '../model'
import { reclassed } from './choose'
import { canBecome } from './convert'
import { canEdit, changeable } from './selection'
import type { Command } from './types'

const BUILT_IN = import.meta.glob<Command>(['./all/*.ts', '!./all/*.test.ts'], { eager: true, import: 'default' })

/** All commands in the order of their ids. A built-in wins over a stranger of the same id. */
export function allCommands(strangers: readonly Command[] = []): readonly Command[] {
  const commands = new Map([...strangers, ...Object.values(BUILT_IN)].map((command) => [command.id, command]))
  return [...commands.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** Two commands for each class: to choose it, with its own key or the digit of its place, and to turn others into it. */
export function classCommands(ontology: Ontology): readonly Command[] {
  const taken = new Set(ontology.classes.flatMap(({ key }) => (key ? [key] : [])))
  return ontology.classes.flatMap((cls, index) => {
    const digit = String((index + 1) % 10)
    const free = index < 10 && !taken.has(digit) ? [digit] : []
    const choosing: Command = {
      id: `class.${cls.name}`,
      title: cls.name,
      icon: 'tag',
      keys: cls.key ? [cls.key] : free,
      group: 'classes',
      run: () => ({ kind: 'command', id: 'class.choose', input: cls.name }),
    }
    return [choosing, turningInto(cls)]
  })
}

/** The selected annotations of other types become ones of a class. */
function turningInto(cls: Class): Command {
  const others = (view: EditorView): Annotation[] => changeable(view).filter((one) => one.type !== cls.type && canBecome(view, one, cls))
  return {
    id: `annotation.convert.${cls.name}`,
    title: `Turn into ${cls.name}`,
    icon: 'transform',
    keys: [],
    group: 'classes',
    when: (view) => canEdit(view) && others(view).length > 0,
    run: (view) => {
      const patch = reclassed(view, others(view).map(({ id }) => id), cls.name)
      return patch ? { kind: 'patch', patch } : { kind: 'announce', text: `Nothing of what is selected can become ${cls.name}.` }
    },
  }
}
