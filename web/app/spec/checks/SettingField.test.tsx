import { MantineProvider } from '@mantine/core'
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, describe, expect, it } from 'vitest'
import type { SettingSchema } from '@client/queries/parts'
import '../../i18n'
import { SettingField } from './SettingField'

const CLASSES = [
  { name: 'car', type: 'box' },
  { name: 'plate', type: 'box' },
]

afterEach(cleanup)

/** A setting in a form, and all that it was set to. */
function shown(kind: SettingSchema, value?: unknown, error?: string): readonly unknown[] {
  const set: unknown[] = []
  function Form() {
    const [held, setHeld] = useState(value)
    return (
      <SettingField
        label="Setting"
        kind={kind}
        value={held}
        error={error}
        disabled={false}
        classes={CLASSES}
        onChange={(next) => {
          set.push(next)
          setHeld(next)
        }}
      />
    )
  }
  render(<Form />, { wrapper: ({ children }) => <MantineProvider env="test">{children}</MantineProvider> })
  return set
}

function type(label: string, text: string): void {
  fireEvent.change(screen.getByRole('textbox', { name: label }), { target: { value: text } })
}

describe('a setting of a check', () => {
  it('reads and writes a share as per cent, without places that nobody typed', () => {
    const set = shown({ type: 'number', format: 'share', minimum: 0, maximum: 1, default: 0.9 }, 0.07)
    expect(screen.getByRole<HTMLInputElement>('textbox').value).toBe('7 %')
    type('Setting', '57 %')
    type('Setting', '')
    expect(set).toEqual([0.57, undefined])
    expect(screen.getByRole('textbox').getAttribute('placeholder')).toBe('90 %')
  })

  it('shows the unit of a number', () => {
    const set = shown({ type: 'number', unit: 'px' }, 8)
    expect(screen.getByRole<HTMLInputElement>('textbox').value).toBe('8 px')
    type('Setting', '12.5 px')
    expect(set).toEqual([12.5])
  })

  it('leaves a switch out of the document where it is as the rule has it', () => {
    const set = shown({ type: 'boolean', default: true })
    fireEvent.click(screen.getByRole('switch'))
    fireEvent.click(screen.getByRole('switch'))
    expect(set).toEqual([false, undefined])
  })

  it('takes a long list line by line, and drops the empty ones when it is left', () => {
    const set = shown({ type: 'array', items: { type: 'string' }, maxItems: 50_000 }, ['yes'])
    type('Setting', 'yes\nno\n')
    fireEvent.blur(screen.getByRole('textbox'))
    expect(set).toEqual([
      ['yes', 'no', ''],
      ['yes', 'no'],
    ])
  })

  it('takes a pair member by member, the second not there yet', () => {
    const pair: SettingSchema = {
      type: 'array',
      prefixItems: [
        { type: 'string', title: 'Name' },
        { type: 'number', title: 'Most' },
      ],
      items: false,
    }
    const set = shown(pair)
    type('Name', 'car')
    type('Most', '3')
    type('Name', '')
    type('Most', '')
    expect(set).toEqual([['car', null], ['car', 3], [null, 3], undefined])
  })

  it('takes as many pairs as there are', () => {
    const pair: SettingSchema = { type: 'array', prefixItems: [{ type: 'string', title: 'Name' }], items: false }
    const set = shown({ type: 'array', items: pair })
    fireEvent.click(screen.getByRole('button', { name: 'Add an entry' }))
    type('Name', 'car')
    fireEvent.click(screen.getByRole('button', { name: 'Remove entry 1' }))
    expect(set).toEqual([[[null]], [['car']], undefined])
  })

  it('shows as it is written what no control is made for', () => {
    shown({ type: 'object' }, { deep: [1] })
    expect(screen.getByText('{"deep":[1]}')).toBeTruthy()
  })

  it('says what is wrong at the field', () => {
    shown({ type: 'number' }, -1, 'It must be at least 0.')
    expect(screen.getByText('It must be at least 0.')).toBeTruthy()
    expect(screen.getByRole('textbox').getAttribute('aria-invalid')).toBe('true')
  })
})
