/** What a person can set of a tool. Declared by the tool; shown, kept and given keys by the editor. */

export type SettingValue = number | string | boolean

/** The values of one tool's settings by their names. */
export type Settings = Readonly<Record<string, SettingValue>>

export interface NumberSetting {
  readonly kind: 'number'
  readonly name: string
  readonly title: string
  readonly initial: number
  readonly minimum: number
  readonly maximum: number
  /** How far a key goes: a factor where it grows by shares, else a difference. */
  readonly step: { readonly by: 'factor' | 'difference'; readonly of: number }
  readonly unit?: string
  readonly less?: readonly string[]
  readonly more?: readonly string[]
}

export interface ChoiceSetting {
  readonly kind: 'choice'
  readonly name: string
  readonly title: string
  readonly initial: string
  readonly options: readonly { readonly value: string; readonly title: string; readonly icon?: string; readonly keys?: readonly string[] }[]
  /** Keys that choose the next option. */
  readonly next?: readonly string[]
}

export interface SwitchSetting {
  readonly kind: 'switch'
  readonly name: string
  readonly title: string
  readonly initial: boolean
  readonly keys?: readonly string[]
}

export type Setting = NumberSetting | ChoiceSetting | SwitchSetting

/** The name under which is kept how a person works, whatever the tool. */
export const WORK = 'work'

/** Whether a person wants answers to be handed in as soon as they are complete. */
export function autoAdvances(settings: Readonly<Record<string, Settings>>): boolean {
  return settings[WORK]?.advance === true
}

/** The values a tool works with: those set, where they are sound, over those it begins with. */
export function settingsOf(settings: readonly Setting[] = [], set: Settings = {}): Settings {
  return Object.fromEntries(settings.map((setting) => [setting.name, soundValue(setting, set[setting.name])]))
}

/** The value after one step of a key, held within its bounds. */
export function stepped(setting: NumberSetting, value: number, up: boolean): number {
  const { by, of } = setting.step
  const next = by === 'factor' ? Math.round(up ? Math.max(value * of, value + 1) : Math.min(value / of, value - 1)) : value + (up ? of : -of)
  return Math.min(Math.max(next, setting.minimum), setting.maximum)
}

/** The value where the setting can have it, else the initial one. */
export function soundValue(setting: Setting, value: unknown): SettingValue {
  switch (setting.kind) {
    case 'number':
      return typeof value === 'number' && value >= setting.minimum && value <= setting.maximum ? value : setting.initial
    case 'choice':
      return setting.options.some((option) => option.value === value) ? (value as string) : setting.initial
    case 'switch':
      return typeof value === 'boolean' ? value : setting.initial
  }
}
