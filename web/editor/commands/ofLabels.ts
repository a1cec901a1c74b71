/** The commands that label types declare for their own selected annotations, such as joining polygons. */
import type { EditorView } from '../api'
import { benchOf } from '../questions'
import type { AnyLabel, LabelCommand } from '../label'
import type { Annotation, Op, Value } from '../model'
import type { ToolView } from '../tools/types'
import type { Command, Outcome } from './types'

export function labelCommands(labels: ReadonlyMap<string, AnyLabel>): readonly Command[] {
  return [...labels.values()].flatMap((label) => (label.commands ?? []).map((command) => commandOf(label, command)))
}

function commandOf(label: AnyLabel, command: LabelCommand<Value>): Command {
  return {
    id: `${label.name}.${command.name}`,
    title: command.title,
    icon: command.icon,
    keys: command.keys ?? [],
    group: 'edit',
    scope: label.name,
    when: (view) => fits(command, chosen(view, label)),
    run: (view) => outcomes(view as ToolView, label, command),
  }
}

/** The selected annotations, in the order of selection, where all are of this type and may be changed; else none. */
function chosen({ state, document }: EditorView, { name }: AnyLabel): readonly Annotation[] {
  if (state.readonly) return []
  const annotations = [...state.selection].flatMap((id) => (state.locked.has(id) || state.pinned.has(id) ? [] : (document.get(id) ?? [])))
  return annotations.length === state.selection.size && annotations.every(({ type }) => type === name) ? annotations : []
}

function fits({ takes }: LabelCommand<Value>, { length }: readonly Annotation[]): boolean {
  return takes === 'one' ? length === 1 : takes === 'several' ? length > 1 : length > 0
}

function outcomes(view: ToolView, label: AnyLabel, command: LabelCommand<Value>): readonly Outcome[] {
  const annotations = chosen(view, label)
  const ops = command.takes === 'each' ? annotations.flatMap((one) => opsOf(view, label, command, [one])) : opsOf(view, label, command, annotations)
  if (ops.length === 0) return [{ kind: 'announce', text: `${command.title}: nothing to change.` }]
  const selected = ops.flatMap(({ id, after }) => (after === null ? [] : [id]))
  const patch = { ops, origin: 'local', label: command.title } as const
  return [{ kind: 'patch', patch }, { kind: 'select', ids: selected }]
}

function opsOf(view: ToolView, label: AnyLabel, command: LabelCommand<Value>, annotations: readonly Annotation[]): Op[] {
  const [first] = annotations
  const cls = first && view.classOf(first.class)
  if (!cls) return []
  const values = command.run(annotations.map(({ value }) => value), benchOf(view, label, cls))
  return (values ?? []).flatMap((value, index) => {
    const before = annotations[index] ?? null
    const base = before ?? { ...first, id: view.newId() }
    const settled = value === null ? null : view.settled({ ...base, value })
    const after = settled === null ? null : { ...base, value: settled }
    return before === null && after === null ? [] : [{ id: base.id, before, after }]
  })
}
