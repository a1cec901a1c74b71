/**
 * From keys to commands. Letters and signs are matched by what they mean (`key`), digits by where they are (`code`),
 * so that every layout works; where a layout has no Latin letters the place of the key decides. Pure.
 */

export interface KeyPress {
  readonly key: string
  readonly code: string
  readonly modifiers: { readonly shift: boolean; readonly ctrl: boolean; readonly alt: boolean; readonly meta: boolean }
}

const MODIFIERS = ['Ctrl', 'Meta', 'Alt', 'Shift'] as const
const NAMES: Readonly<Record<string, string>> = {
  ' ': 'space',
  spacebar: 'space',
  esc: 'escape',
  del: 'delete',
  left: 'arrowleft',
  right: 'arrowright',
  up: 'arrowup',
  down: 'arrowdown',
}

/** One spelling for a binding such as `$mod+Shift+Z`, whatever the order and case of its parts. */
export function canonical(binding: string, mac: boolean): string {
  const parts = binding.trim() === '+' ? ['+'] : binding.split(/\+(?!$)/u).map((part) => part.trim())
  const key = nameOf(parts.pop() ?? '')
  const held = new Set(parts.map((part) => modifierOf(part, mac)))
  if (isSign(key)) held.delete('Shift')
  return [...MODIFIERS.filter((modifier) => held.has(modifier)), key].join('+')
}

/** The binding that a press stands for. */
export function pressed({ key, code, modifiers }: KeyPress): string {
  const name = meaningOf(key, code)
  const held = [modifiers.ctrl, modifiers.meta, modifiers.alt, modifiers.shift && !isSign(name)]
  return [...MODIFIERS.filter((_, i) => held[i] === true), name].join('+')
}

/** A binding for people to read. */
export function shown(binding: string, mac: boolean): string {
  const parts = canonical(binding, mac).split(/\+(?!$)/u)
  const key = parts.pop() ?? ''
  const signs: Readonly<Record<string, string>> = mac
    ? { Ctrl: '⌃', Meta: '⌘', Alt: '⌥', Shift: '⇧' }
    : { Ctrl: 'Ctrl', Meta: 'Win', Alt: 'Alt', Shift: 'Shift' }
  return [...parts.map((part) => signs[part] ?? part), keyTitle(key)].join(mac ? '' : '+')
}

/** Commands by binding, the earlier before the later. */
export function bindingTable(commands: Iterable<{ readonly id: string; readonly keys: readonly string[] }>, mac: boolean): Map<string, string[]> {
  const table = new Map<string, string[]>()
  for (const { id, keys } of commands) {
    for (const key of keys) {
      const binding = canonical(key, mac)
      const ids = table.get(binding) ?? []
      if (!ids.includes(id)) table.set(binding, [...ids, id])
    }
  }
  return table
}

function meaningOf(key: string, code: string): string {
  const digit = /^(?:Digit|Numpad)(\d)$/u.exec(code)?.[1]
  if (digit !== undefined) return digit
  const letter = /^Key([A-Z])$/u.exec(code)?.[1]
  const foreign = key.length === 1 && key.charCodeAt(0) > 0x7f
  const dead = key === 'Dead' || key === 'Process' || key === 'Unidentified'
  return nameOf((foreign || dead) && letter !== undefined ? letter : key)
}

function nameOf(key: string): string {
  const lower = key.toLowerCase()
  return NAMES[lower] ?? lower
}

function modifierOf(part: string, mac: boolean): string {
  switch (part.toLowerCase()) {
    case '$mod':
      return mac ? 'Meta' : 'Ctrl'
    case 'ctrl':
    case 'control':
      return 'Ctrl'
    case 'meta':
    case 'cmd':
      return 'Meta'
    case 'alt':
    case 'option':
      return 'Alt'
    default:
      return 'Shift'
  }
}

/** Signs such as `?` need Shift on some layouts and not on others, so Shift does not count with them. */
function isSign(key: string): boolean {
  return key.length === 1 && !/[a-z0-9]/u.test(key)
}

function keyTitle(key: string): string {
  const signs: Readonly<Record<string, string>> = { arrowleft: '←', arrowright: '→', arrowup: '↑', arrowdown: '↓', pageup: 'PgUp', pagedown: 'PgDn', contextmenu: 'Menu', wheelup: 'Wheel ↑', wheeldown: 'Wheel ↓' }
  return signs[key] ?? key.charAt(0).toUpperCase() + key.slice(1)
}
