import { describe, expect, it } from 'vitest'
import { Kernel } from '../kernel'
import { IMAGE, ONTOLOGY, TestEditor, box } from '../testing/testEditor'
import { canonical, pressed, shown } from './keymap'
import { allCommands } from './registry'
import type { Command } from './types'

const NONE = { shift: false, ctrl: false, alt: false, meta: false }

describe('keys', () => {
  it.each([
    ['$mod+Shift+Z', false, 'Ctrl+Shift+z'],
    ['Shift+$mod+z', true, 'Meta+Shift+z'],
    ['Space', false, 'space'],
    ['Shift+?', false, '?'],
    ['+', false, '+'],
    ['Ctrl++', false, 'Ctrl++'],
    ['Del', false, 'delete'],
  ] as const)('are spelled one way: %s', (binding, mac, expected) => {
    expect(canonical(binding, mac)).toBe(expected)
  })

  it.each([
    ['a letter by what it means (AZERTY)', { key: 'z', code: 'KeyW' }, 'z'],
    ['a letter of another script by its place', { key: 'я', code: 'KeyZ' }, 'z'],
    ['a digit by its place (AZERTY)', { key: '&', code: 'Digit1' }, '1'],
    ['a digit of the number pad', { key: '4', code: 'Numpad4' }, '4'],
    ['a dead key by its place', { key: 'Dead', code: 'KeyE' }, 'e'],
  ] as const)('match %s', (_, press, expected) => {
    expect(pressed({ ...press, modifiers: NONE })).toBe(expected)
  })

  it('match a sign with and without Shift', () => {
    for (const shift of [false, true]) expect(pressed({ key: '?', code: 'Slash', modifiers: { ...NONE, shift } })).toBe('?')
  })

  it.each([
    ['$mod+Shift+z', false, 'Ctrl+Shift+Z'],
    ['$mod+Shift+z', true, '⌘⇧Z'],
    ['Shift+ArrowLeft', false, 'Shift+←'],
  ] as const)('are shown to people: %s', (binding, mac, expected) => {
    expect(shown(binding, mac)).toBe(expected)
  })
})

describe('the registry', () => {
  it('has one id, a title, an icon and a group for each command', () => {
    const commands = allCommands()
    expect(new Set(commands.map(({ id }) => id)).size).toBe(commands.length)
    for (const { id, title, icon, group } of commands) expect([id, title, icon, group].every((text) => text.length > 0)).toBe(true)
    expect(commands.length).toBeGreaterThan(40)
  })

  it('gives no key twice', () => {
    expect(new TestEditor().commands.conflicts()).toEqual([])
  })

  it('takes the user’s own keys, and tells where two meet', () => {
    const editor = new TestEditor({ annotations: [box('a', 0, 0, 10, 10)] })
    editor.commands.remap({ 'edit.delete': ['F9'], 'view.labels': ['F9'], 'edit.undo': [] })
    expect(editor.commands.conflicts()).toEqual([{ key: 'f9', commands: ['edit.delete', 'view.labels'] }])
    editor.select(['a'])
    expect([editor.press('Delete'), editor.press('F9'), editor.document.size]).toEqual([false, true, 0])
    expect([editor.press('Ctrl+z'), editor.document.size]).toEqual([false, 0])
    expect(editor.press('F9')).toBe(true)
    expect(editor.state.labels).toBe(false)
  })

  it('lets commands of different label types have one key, but not those of one type or of all', () => {
    const command = (id: string, scope?: string): Command => ({ id, title: id, icon: 'x', keys: ['Shift+y'], group: 'edit', ...(scope === undefined ? {} : { scope }), run: () => null })
    const meeting = (...commands: Command[]): unknown => new Kernel({ ontology: ONTOLOGY, item: IMAGE, annotations: [], commands }).commands.conflicts()
    expect(meeting(command('a.one', 'a'), command('b.one', 'b'))).toEqual([])
    expect(meeting(command('a.one', 'a'), command('a.two', 'a'), command('b.one', 'b'))).toEqual([{ key: 'Shift+y', commands: ['a.one', 'a.two'] }])
    expect(meeting(command('a.one', 'a'), command('all'))).toEqual([{ key: 'Shift+y', commands: ['a.one', 'all'] }])
  })

  it('runs nothing that is disabled, and says what is', () => {
    const editor = new TestEditor()
    expect(editor.commands.list().find(({ id }) => id === 'edit.delete')?.enabled).toBe(false)
    expect([editor.commands.run('edit.delete'), editor.commands.run('no.such')]).toEqual([false, false])
  })

  it('lists classes with their own keys, and digits for the others', () => {
    const classes = [{ name: 'x', type: 'box', key: '2' }, { name: 'y', type: 'box' }, { name: 'z', type: 'box' }]
    const editor = new TestEditor({ ontology: { ...ONTOLOGY, classes } })
    const keys = editor.commands.list().filter(({ group, id }) => group === 'classes' && classes.some(({ name }) => id === `class.${name}`)).map((row) => row.keys)
    expect(keys).toEqual([['2'], [], ['3']])
    editor.press('3')
    expect(editor.state.activeClass).toBe('z')
  })

  it('names for each command the key that runs it, though a class has taken its first', () => {
    const classes = [{ name: 'arm', type: 'box', key: 'a' }, { name: 'zip', type: 'box', key: 'Ctrl+z' }]
    const editor = new TestEditor({ ontology: { ...ONTOLOGY, classes } })
    expect(new TestEditor().commands.keyFor('review.accept')).toBe('A')
    expect(['review.accept', 'class.arm', 'edit.undo', 'no.such'].map((id) => editor.commands.keyFor(id))).toEqual(['Alt+A', 'A', '', ''])
    editor.commands.remap({ 'review.accept': ['Shift+y'] })
    expect(editor.commands.keyFor('review.accept')).toBe('Shift+Y')
  })
})
