import { describe, expect, it } from 'vitest'
import { conflicts, showKey } from './keymap'

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

describe('two commands with one key', () => {
  it('meet, but not where they belong to different label types', () => {
    const commands = [
      { id: 'box.way', keys: ['e'], scope: 'box' },
      { id: 'mask.erase', keys: ['E'], scope: 'mask' },
      { id: 'mask.fill', keys: ['f'], scope: 'mask' },
      { id: 'view.fit', keys: ['f'] },
    ]
    expect([...conflicts(commands)]).toEqual([['f', ['mask.fill', 'view.fit']]])
  })
})
