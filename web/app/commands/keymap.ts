// Keys of commands: the defaults, a person's own, how they are written for people, and where two commands want one key.

export interface Keyed {
  readonly id: string
  readonly keys: readonly string[]
  /** Commands of different scopes are never heard at once. */
  readonly scope?: string
}

export type Keymap = Readonly<Record<string, readonly string[]>>

/** The commands with the person's own keys in place of the defaults; an empty list takes the keys away. */
export function withKeymap<C extends Keyed>(commands: readonly C[], own: Keymap): readonly C[] {
  return commands.map((command) => {
    const keys = own[command.id]
    return keys ? { ...command, keys } : command
  })
}

/** Keys that more than one of the commands answers to, with the ids of those commands. */
export function conflicts(commands: readonly Keyed[]): ReadonlyMap<string, readonly string[]> {
  const users = new Map<string, Keyed[]>()
  for (const command of commands) {
    for (const key of command.keys) users.set(normal(key), [...(users.get(normal(key)) ?? []), command])
  }
  const clashing = [...users].map(
    ([key, all]) => [key, all.filter((one) => all.some((other) => meet(one, other)))] as const,
  )
  return new Map(clashing.filter(([, all]) => all.length > 0).map(([key, all]) => [key, all.map(({ id }) => id)]))
}

function meet(one: Keyed, other: Keyed): boolean {
  return one !== other && (one.scope === undefined || other.scope === undefined || one.scope === other.scope)
}

const MODIFIERS = ['$mod', 'Control', 'Alt', 'Shift', 'Meta']
const SIGNS: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  Enter: 'Enter',
  Backspace: '⌫',
  Delete: 'Del',
  ' ': 'Space',
}
const MAC_SIGNS: Readonly<Record<string, string>> = { $mod: '⌘', Control: '⌃', Alt: '⌥', Shift: '⇧', Meta: '⌘' }
const PC_SIGNS: Readonly<Record<string, string>> = {
  $mod: 'Ctrl',
  Control: 'Ctrl',
  Alt: 'Alt',
  Shift: 'Shift',
  Meta: 'Win',
}

/** A combination as people read it: `Ctrl+K`, `⌘K`; a sequence with a space between its presses. */
export function showKey(key: string, mac: boolean): string {
  const signs = mac ? MAC_SIGNS : PC_SIGNS
  return key
    .split(' ')
    .map((press) =>
      pressParts(press)
        .filter((part, _, parts) => part !== 'Shift' || !isSign(parts.at(-1) ?? ''))
        .map((part) => signs[part] ?? SIGNS[part] ?? plain(part))
        .join(mac ? '' : '+'),
    )
    .join(' ')
}

/** The combination of a key event in the notation of the keymap, or null while only modifiers are held. */
export function keyOf(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
  mac: boolean,
): string | null {
  if (['Control', 'Meta', 'Alt', 'Shift', 'AltGraph', 'Dead'].includes(event.key)) return null
  const parts: string[] = []
  const main = mac ? event.metaKey : event.ctrlKey
  if (main) parts.push('$mod')
  if (mac ? event.ctrlKey : event.metaKey) parts.push(mac ? 'Control' : 'Meta')
  if (event.altKey) parts.push('Alt')
  const letter = event.key.length === 1 && event.key.toLowerCase() !== event.key.toUpperCase()
  if (event.shiftKey && (letter || event.key.length > 1)) parts.push('Shift')
  parts.push(event.key === ' ' ? 'Space' : letter ? event.key.toLowerCase() : event.key)
  return parts.join('+')
}

/** Whether keys without a modifier mean text here. */
export function typesText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable) return true
  if (target instanceof HTMLInputElement)
    return !['checkbox', 'radio', 'button', 'range', 'color'].includes(target.type)
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
}

export const isMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform)

function pressParts(press: string): string[] {
  const parts = press.split('+')
  return press.endsWith('++') ? [...parts.slice(0, -2), '+'] : parts
}

/** Signs such as `?` say by themselves whether Shift is held. */
function isSign(key: string): boolean {
  return /^[^a-z0-9]$/i.test(key)
}

function plain(part: string): string {
  if (part.startsWith('Key')) return part.slice(3)
  if (part.startsWith('Digit')) return part.slice(5)
  return part.length === 1 ? part.toUpperCase() : part
}

function normal(key: string): string {
  return key
    .split(' ')
    .map((press) => {
      const parts = pressParts(press)
      const last = parts.at(-1) ?? ''
      const held = MODIFIERS.filter((modifier) => parts.slice(0, -1).includes(modifier))
      return [...held, last.length === 1 ? last.toLowerCase() : last].join('+')
    })
    .join(' ')
}
