import { describe, expect, it } from 'vitest'
import { showKey } from './keymap'

describe('keys for people to read', () => {
  it.each([
    ['$mod+Shift+z', false, 'Ctrl+Shift+Z'],
    ['$mod+Shift+z', true, '⌘⇧Z'],
    ['g o', false, 'G O'],
    ['Shift+ArrowLeft', false, 'Shift+←'],
    ['Shift+?', false, '?'],
    ['+', false, '+'],
  ] as const)('%s', (key, mac, expected) => {
    expect(showKey(key, mac)).toBe(expected)
  })
})
