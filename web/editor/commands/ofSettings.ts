/** The keys of what tools can be set to: those of label types and of smart tools. They work while the tool is in hand. */
import { inHand } from '../inHand'
import { type Setting, type SettingValue, settingsOf, stepped } from '../settings'
import type { Command } from './types'

/** Whose settings they are, by the name under which they are kept. */
export interface Owner {
  readonly name: string
  readonly settings?: readonly Setting[] | undefined
}

export function settingCommands(owners: Iterable<Owner>): readonly Command[] {
  return [...owners].flatMap((owner) => (owner.settings ?? []).flatMap((setting) => commandsOf(owner, setting)))
}

function commandsOf(owner: Owner, setting: Setting): Command[] {
  const command = (suffix: string, title: string, keys: readonly string[] | undefined, next: (now: SettingValue) => SettingValue): Command => ({
    id: `${owner.name}.${setting.name}${suffix}`,
    title,
    icon: 'adjustments',
    keys: keys ?? [],
    group: 'tools',
    scope: owner.name,
    when: (view) => inHand(view)?.name === owner.name,
    run: ({ state }) => {
      const now = settingsOf(owner.settings, state.settings[owner.name])[setting.name] ?? setting.initial
      return { kind: 'settings', tool: owner.name, settings: { [setting.name]: next(now) } }
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
