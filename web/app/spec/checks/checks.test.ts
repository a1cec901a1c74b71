import { describe, expect, it } from 'vitest'
import type { RulePart, SettingSchema } from '@client/queries/parts'
import { emptyDocument } from '../edit'
import {
  classesOf,
  controlOf,
  duplicated,
  fittingClasses,
  matchingRules,
  namesIn,
  newCheck,
  renamedClass,
  settingsShown,
  unshown,
  usualChecks,
  withChecks,
  withKey,
  written,
} from './checks'

const CLASS: SettingSchema = { type: 'string', format: 'class' }
const PAIR: SettingSchema = { type: 'array', prefixItems: [CLASS, { type: 'number' }], items: false }

function rule(
  name: string,
  properties: Readonly<Record<string, SettingSchema>>,
  more: Partial<RulePart> = {},
): RulePart {
  return {
    name,
    title: name,
    summary: '',
    severity: 'error',
    usual: false,
    compares: false,
    labels: ['box', 'polygon'],
    settings_schema: { properties, required: [] },
    ...more,
  }
}

const RULES: readonly RulePart[] = [
  rule(
    'min_size',
    { pixels: { type: 'number', media: ['image'] }, seconds: { type: 'number', media: ['audio'] } },
    { title: 'Not smaller than', summary: 'Finds what nobody meant.' },
  ),
  rule('inside', { of: { type: 'array', items: CLASS }, pairs: { type: 'array', items: PAIR } }),
  rule('words', { words: { type: 'array', items: { type: 'string' } } }, { labels: ['span'], usual: true }),
  rule('bounds', {}, { usual: true }),
]

const CLASSES = [
  { name: 'thing', type: 'tag' },
  { name: 'car', type: 'box', parent: 'thing' },
  { name: 'note', type: 'tag' },
]

describe('the checks of a document', () => {
  it('keeps what it does not know, and where it stands, when a key is set or taken out', () => {
    const check = { rule: 'min_size', strange: { deep: [1] }, pixels: 4, more: true }
    expect(Object.entries(withKey(check, 'pixels', 8))).toEqual([
      ['rule', 'min_size'],
      ['strange', { deep: [1] }],
      ['pixels', 8],
      ['more', true],
    ])
    expect(withKey(check, 'pixels', undefined)).toEqual({ rule: 'min_size', strange: { deep: [1] }, more: true })
  })

  it('is the document it was once its last check is gone again', () => {
    const document = emptyDocument()
    expect(withChecks(withChecks(document, [{ rule: 'bounds' }]), [])).toEqual(document)
  })

  it('reads one class and a list of them, and writes one without a list', () => {
    expect([namesIn(undefined), namesIn('car'), namesIn(['a', 'b'])]).toEqual([[], ['car'], ['a', 'b']])
    expect([written([]), written(['car']), written(['a', 'b'])]).toEqual([undefined, 'car', ['a', 'b']])
    expect(classesOf({ rule: 'bounds', class: 12 })).toEqual(['12'])
  })

  it('gives a copy a name of its own where it has one', () => {
    const checks = [{ rule: 'bounds', name: 'tiny' }, { rule: 'bounds', name: 'tiny 2' }, { rule: 'count' }]
    expect(duplicated(checks, 0)[1]).toEqual({ rule: 'bounds', name: 'tiny 3' })
    expect(duplicated(checks, 2)).toEqual([...checks, { rule: 'count' }])
  })

  it('begins with the usual checks of rules that look at a class of the project', () => {
    expect(usualChecks(RULES, CLASSES)).toEqual([{ rule: 'bounds' }])
    expect(RULES.map(newCheck)[0]).toEqual({ rule: 'min_size' })
  })
})

describe('a class with another name', () => {
  it('is renamed wherever a rule names classes, and nowhere else', () => {
    const checks = [
      { rule: 'inside', class: ['car', 'van'], of: 'car', pairs: [['car', 1]], name: 'car' },
      { rule: 'words', class: 'car', words: ['car'] },
      { rule: 'stranger', class: 'car', of: 'car' },
    ]
    expect(renamedClass(checks, 'car', 'auto', RULES)).toEqual([
      { rule: 'inside', class: ['auto', 'van'], of: 'auto', pairs: [['auto', 1]], name: 'car' },
      { rule: 'words', class: 'auto', words: ['car'] },
      { rule: 'stranger', class: 'auto', of: 'car' },
    ])
    expect(renamedClass(checks, 'car', 'car', RULES)).toBe(checks)
  })
})

describe('the form of a rule', () => {
  it.each<[SettingSchema, string | null]>([
    [{ type: 'boolean' }, 'switch'],
    [{ type: 'integer' }, 'number'],
    [{ type: 'string' }, 'text'],
    [{ type: 'string', enum: ['a', 'b'] }, 'choice'],
    [CLASS, 'class'],
    [{ type: 'array', items: CLASS }, 'classes'],
    [{ type: 'array', items: { type: 'string' } }, 'words'],
    [{ type: 'array', items: { type: 'string' }, maxItems: 50_000 }, 'lines'],
    [{ type: 'array', items: { type: 'string', enum: ['a'] } }, 'choices'],
    [PAIR, 'tuple'],
    [{ type: 'array', items: PAIR }, 'tuples'],
    [{ type: 'array', items: { type: 'array', items: PAIR } }, null],
    [{ type: 'array', prefixItems: [PAIR], items: false }, null],
    [{ type: 'array' }, null],
    [{ type: 'object' }, null],
    [{}, null],
  ])('asks for %j by a %s', (kind, control) => {
    expect(controlOf(kind)).toBe(control)
  })

  it('shows the settings for the medium, and any that the check has', () => {
    const [size] = RULES
    if (!size) throw new Error('no rule')
    const shown = (check: object): readonly string[] =>
      settingsShown(size, { rule: 'min_size', ...check }, 'image').map(([key]) => key)
    expect(shown({})).toEqual(['pixels'])
    expect(shown({ seconds: 1 })).toEqual(['pixels', 'seconds'])
    expect(unshown({ rule: 'min_size', class: 'car', pixels: 1, odd: 2 }, ['pixels'])).toEqual({ odd: 2 })
  })

  it('offers the classes that a rule looks at, and those above one', () => {
    const [size] = RULES
    if (!size) throw new Error('no rule')
    expect([...fittingClasses(size, CLASSES)]).toEqual(['car', 'thing'])
  })

  it('is found by any words of what it is for, those that fit the classes first', () => {
    const names = (query: string) => {
      const { fitting, others } = matchingRules(RULES, query, CLASSES)
      return [fitting.map(({ name }) => name), others.map(({ name }) => name)]
    }
    expect(names('')).toEqual([['min_size', 'inside', 'bounds'], ['words']])
    expect(names('smaller meant')).toEqual([['min_size'], []])
    expect(names('min size')).toEqual([['min_size'], []])
    expect(names('zebra')).toEqual([[], []])
  })
})
