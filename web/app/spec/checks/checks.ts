// The checks of a project document as a form sees them. What the form does not know of a check stays as it is written.
import type { RulePart, SettingSchema } from '@client/queries/parts'
import type { ClassDocument, SpecDocument } from '@client/types'

export type CheckDocument = Readonly<Record<string, unknown>>

const OWN_KEYS = ['rule', 'name', 'class', 'severity']
/** Lists that may grow longer than this are written a line for each entry. */
const SHORT_LIST = 1000

export function ruleName(check: CheckDocument): string {
  return text(check.rule)
}

/** How serious a check is: as it says itself, else as its rule does. */
export function severityOf(check: CheckDocument, rule: RulePart | undefined): RulePart['severity'] | undefined {
  return check.severity === 'error' || check.severity === 'warning' ? check.severity : rule?.severity
}

/** The classes that a check names; none where it is about all. */
export function classesOf(check: CheckDocument): readonly string[] {
  return namesIn(check.class)
}

/** Names as a document writes them: a list, or one of them alone. */
export function namesIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.map(text)
  return value === undefined || value === null ? [] : [text(value)]
}

/** The shortest way to write names: one alone needs no list. */
export function written(names: readonly string[]): unknown {
  return names.length > 1 ? names : names[0]
}

/** The document with these checks; without any the key is left out. */
export function withChecks(document: SpecDocument, checks: readonly CheckDocument[]): SpecDocument {
  if (checks.length > 0) return { ...document, checks }
  const { checks: _, ...rest } = document
  return rest
}

/** The check with a key set, or without it where nothing is given; all other keys keep their places. */
export function withKey(check: CheckDocument, key: string, value: unknown): CheckDocument {
  if (value !== undefined) return { ...check, [key]: value }
  const { [key]: _, ...rest } = check
  return rest
}

export function newCheck(rule: RulePart): CheckDocument {
  return { rule: rule.name }
}

/** The checks that make sense for any labels, of rules that look at one of these classes. */
export function usualChecks(rules: readonly RulePart[], classes: readonly ClassDocument[]): readonly CheckDocument[] {
  return rules.filter((rule) => rule.usual && fits(rule, classes)).map(newCheck)
}

/** Whether a rule looks at one of these classes. */
function fits(rule: RulePart, classes: readonly ClassDocument[]): boolean {
  return classes.some(({ type }) => rule.labels.includes(type))
}

/** The checks with a copy after one of them; a name of its own is given another number. */
export function duplicated(checks: readonly CheckDocument[], index: number): readonly CheckDocument[] {
  const check = checks[index]
  if (!check) return checks
  const name = text(check.name)
  const copy = name ? { ...check, name: freeName(name, checks) } : check
  return [...checks.slice(0, index + 1), copy, ...checks.slice(index + 1)]
}

function freeName(name: string, checks: readonly CheckDocument[]): string {
  const taken = checks.map((check) => text(check.name))
  const stem = name.replace(/ \d+$/, '')
  let number = 2
  while (taken.includes(`${stem} ${String(number)}`)) number += 1
  return `${stem} ${String(number)}`
}

/** The checks where a class has another name now, wherever a rule says that it names classes. */
export function renamedClass(
  checks: readonly CheckDocument[],
  before: string,
  after: string,
  rules: readonly RulePart[],
): readonly CheckDocument[] {
  if (before === after) return checks
  return checks.map((check) => {
    const properties = rules.find(({ name }) => name === ruleName(check))?.settings_schema.properties ?? {}
    const kinds: Readonly<Record<string, SettingSchema>> = { class: CLASSES, ...properties }
    const renamed = Object.entries(check).map(([key, value]) => {
      const kind = kinds[key]
      return [key, kind ? renamedIn(value, kind, before, after) : value] as const
    })
    return Object.fromEntries(renamed)
  })
}

const CLASSES: SettingSchema = { type: 'array', items: { type: 'string', format: 'class' } }

function renamedIn(value: unknown, kind: SettingSchema, before: string, after: string): unknown {
  if (Array.isArray(value)) {
    const items = kind.items || {}
    return value.map((one, at) => renamedIn(one, kind.prefixItems?.[at] ?? items, before, after))
  }
  return (namesClass(kind) || (kind.items && namesClass(kind.items))) && value === before ? after : value
}

/** How a setting is asked for; null where no form can show what it may hold. */
export type Control =
  'switch' | 'choice' | 'number' | 'text' | 'class' | 'classes' | 'words' | 'lines' | 'choices' | 'tuple' | 'tuples'

export function controlOf(kind: SettingSchema): Control | null {
  if (kind.enum) return 'choice'
  if (kind.type === 'boolean') return 'switch'
  if (kind.type === 'number' || kind.type === 'integer') return 'number'
  if (kind.type === 'string') return namesClass(kind) ? 'class' : 'text'
  if (kind.type !== 'array') return null
  if (kind.prefixItems) return kind.prefixItems.every((one) => isSimple(controlOf(one))) ? 'tuple' : null
  if (!kind.items) return null
  if (kind.items.enum) return 'choices'
  const inner = controlOf(kind.items)
  if (inner === 'class') return 'classes'
  if (inner === 'text') return (kind.maxItems ?? 0) > SHORT_LIST ? 'lines' : 'words'
  return inner === 'tuple' ? 'tuples' : null
}

function isSimple(control: Control | null): boolean {
  return (
    control === 'choice' || control === 'switch' || control === 'number' || control === 'text' || control === 'class'
  )
}

function namesClass(kind: SettingSchema): boolean {
  return kind.type === 'string' && kind.format === 'class'
}

/** The settings that a form shows: those for the medium, and those that the check has whatever they are for. */
export function settingsShown(
  rule: RulePart,
  check: CheckDocument,
  media: string,
): readonly (readonly [string, SettingSchema])[] {
  return Object.entries(rule.settings_schema.properties).filter(
    ([key, kind]) => check[key] !== undefined || (kind.media?.includes(media) ?? true),
  )
}

/** What is written in a check and no field stands for. */
export function unshown(check: CheckDocument, shown: readonly string[]): CheckDocument {
  return Object.fromEntries(Object.entries(check).filter(([key]) => !OWN_KEYS.includes(key) && !shown.includes(key)))
}

/** The classes that a rule looks at: of one of its label types, or above one that is. */
export function fittingClasses(rule: RulePart, classes: readonly ClassDocument[]): ReadonlySet<string> {
  const fitting = new Set<string>()
  const parents = new Map(classes.map(({ name, parent }) => [name, parent]))
  for (const { name, type } of classes) {
    let at: string | undefined = rule.labels.includes(type) ? name : undefined
    while (at && !fitting.has(at)) {
      fitting.add(at)
      at = parents.get(at)
    }
  }
  return fitting
}

/** The rules in which all words of a query stand, those that look at a class of the project first. */
export function matchingRules(
  rules: readonly RulePart[],
  query: string,
  classes: readonly ClassDocument[],
): { readonly fitting: readonly RulePart[]; readonly others: readonly RulePart[] } {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  const found = rules.filter(({ title, summary, name }) => {
    const said = `${title} ${summary} ${name.replaceAll('_', ' ')}`.toLowerCase()
    return words.every((word) => said.includes(word))
  })
  return {
    fitting: found.filter((rule) => fits(rule, classes)),
    others: found.filter((rule) => !fits(rule, classes)),
  }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
}
