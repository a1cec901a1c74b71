/** The keys of what tools can be set to. They work while the class drawn is of the tool's type. */
import type { EditorView } from '../api'
import type { AnyLabel } from '../label'
import { type Setting, type SettingValue, settingsOf, stepped } from '../settings'
import type { Command } from './types'

export function settingCommands(labels: ReadonlyMap<string, AnyLabel>): readonly Command[] {
  return [...labels.values()].flatMap((label) => (label.settings ?? []).flatMap((setting) => commandsOf(label, setting)))
}

function commandsOf(label: AnyLabel, setting: Setting): Command[] {
  const command = (suffix: string, title: string, keys: readonly string[] | undefined, next: (now: SettingValue) => SettingValue): Command => ({
    id: `${label.name}.${setting.name}${suffix}`,
    title,
    icon: 'adjustments',
    keys: keys ?? [],
    group: 'tools',
    scope: label.name,
    when: (view) => drawsWith(view, label),
    run: ({ state }) => {
      const now = settingsOf(label.settings, state.settings[label.name])[setting.name] ?? setting.initial
      return { kind: 'settings', tool: label.name, settings: { [setting.name]: next(now) } }
    },
  })
  switch (setting.kind) {
    case 'number':
      return [
        command('.less', `${setting.title}: less`, setting.less, (now) => stepped(setting, Number(now), false)),
        command('.more', `${setting.title}: more`, setting.more, (now) => stepped(setting, Number(now), true)),
      ]
    case 'switch':
      return [command('', setting.title, setting.keys, (now) => now !== true)]
    case 'choice': {
      const values = setting.options.map(({ value }) => value)
      const after = (now: SettingValue): string => values[(values.indexOf(String(now)) + 1) % values.length] ?? setting.initial
      return [
        command('.next', `${setting.title}: next`, setting.next, after),
        ...setting.options.map(({ value, title, keys }) => command(`.${value}`, `${setting.title}: ${title}`, keys, () => value)),
      ]
    }
  }
}

function drawsWith(view: EditorView, { name }: AnyLabel): boolean {
  const { activeClass, readonly, tool } = view.state
  return !readonly && tool === 'draw' && activeClass !== null && view.classOf(activeClass)?.type === name
}
