// One setting of a check, by the control that its schema asks for. What is not given is left out of the document.
import {
  ActionIcon,
  Button,
  Code,
  Input,
  MultiSelect,
  NativeSelect,
  NumberInput,
  Select,
  Switch,
  TagsInput,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { SettingSchema } from '@client/queries/parts'
import type { ClassDocument } from '@client/types'
import { ClassPicker } from './ClassPicker'
import { controlOf, namesIn, written } from './checks'
import classes from './Checks.module.css'

interface SettingProps {
  readonly label: string
  readonly kind: SettingSchema
  readonly value: unknown
  readonly required?: boolean
  readonly error?: string | undefined
  readonly disabled: boolean
  /** The classes of the project. */
  readonly classes: readonly ClassDocument[]
  readonly onChange: (value: unknown) => void
}

export function SettingField(props: SettingProps) {
  const control = controlOf(props.kind)
  const Control = control === null ? Unshown : CONTROLS[control]
  return <Control {...props} />
}

const CONTROLS = {
  switch: SwitchField,
  choice: ChoiceField,
  number: NumberField,
  text: TextField,
  class: ClassField,
  classes: ClassesField,
  words: WordsField,
  lines: LinesField,
  choices: ChoicesField,
  tuple: TupleField,
  tuples: TuplesField,
} as const

function common({ label, kind, required, error, disabled }: SettingProps) {
  return { label, description: kind.description, withAsterisk: required ?? false, error, disabled }
}

function SwitchField({ label, kind, value, error, disabled, onChange }: SettingProps) {
  const usual = kind.default === true
  return (
    <Switch
      label={label}
      description={kind.description}
      error={error}
      disabled={disabled}
      mt={22}
      checked={typeof value === 'boolean' ? value : usual}
      onChange={(event) => onChange(event.currentTarget.checked === usual ? undefined : event.currentTarget.checked)}
    />
  )
}

function ChoiceField(props: SettingProps) {
  const { kind, value, onChange } = props
  const usual = typeof kind.default === 'string' ? kind.default : ''
  const choices = (kind.enum ?? []).map((choice) => ({ value: choice, label: choice.replaceAll('_', ' ') }))
  return (
    <NativeSelect
      {...common(props)}
      data={usual ? choices : [{ value: '', label: '—' }, ...choices]}
      value={typeof value === 'string' ? value : usual}
      onChange={({ currentTarget }) => onChange(currentTarget.value === usual ? undefined : currentTarget.value)}
    />
  )
}

/** A number with its unit; a share is read and written as per cent. */
function NumberField(props: SettingProps) {
  const { t } = useTranslation('checks')
  const { kind, value, onChange } = props
  const share = kind.format === 'share'
  const times = share ? 100 : 1
  const shown = (number: unknown): number | '' => (typeof number === 'number' ? rounded(number * times) : '')
  const unit = share ? ' %' : kind.unit ? ` ${kind.unit}` : ''
  const bounds = {
    min: shown(kind.minimum ?? kind.exclusiveMinimum),
    max: shown(kind.maximum ?? kind.exclusiveMaximum),
  }
  const usual = shown(kind.default)
  return (
    <NumberInput
      {...common(props)}
      {...Object.fromEntries(Object.entries(bounds).filter(([, bound]) => bound !== ''))}
      allowDecimal={kind.type === 'number'}
      suffix={unit}
      placeholder={usual === '' ? t('form.open') : `${String(usual)}${unit}`}
      value={shown(value)}
      onChange={(next) => onChange(typeof next === 'number' ? rounded(next / times) : undefined)}
    />
  )
}

/** Without the last places, which are only there because a share was turned into per cent and back. */
function rounded(number: number): number {
  return Number(number.toPrecision(12))
}

function TextField(props: SettingProps) {
  const { kind, value, onChange } = props
  return (
    <TextInput
      {...common(props)}
      {...(kind.maxLength === undefined ? {} : { maxLength: kind.maxLength })}
      placeholder={typeof kind.default === 'string' ? kind.default : ''}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
    />
  )
}

function ClassField(props: SettingProps) {
  const { value, onChange } = props
  return (
    <Select
      {...common(props)}
      searchable
      clearable
      data={props.classes.map(({ name }) => name).filter(Boolean)}
      value={typeof value === 'string' ? value : null}
      onChange={(next) => onChange(next ?? undefined)}
    />
  )
}

function ClassesField(props: SettingProps) {
  const { value, onChange, classes: all } = props
  return (
    <ClassPicker {...common(props)} classes={all} value={namesIn(value)} onChange={(next) => onChange(written(next))} />
  )
}

function WordsField(props: SettingProps) {
  const { t } = useTranslation('checks')
  const { value, onChange } = props
  return (
    <TagsInput
      {...common(props)}
      placeholder={t('form.addWord')}
      value={[...namesIn(value)]}
      onChange={(next) => onChange(next.length > 0 ? next : undefined)}
    />
  )
}

/** A long list: a line for each entry, so that one can be pasted. */
function LinesField(props: SettingProps) {
  const { t } = useTranslation('checks')
  const { kind, value, onChange } = props
  return (
    <Textarea
      {...common(props)}
      description={`${kind.description ?? ''} ${t('form.lines')}`.trim()}
      autosize
      minRows={2}
      maxRows={8}
      value={namesIn(value).join('\n')}
      onChange={({ currentTarget }) =>
        onChange(currentTarget.value === '' ? undefined : currentTarget.value.split('\n'))
      }
      onBlur={() => {
        const given = namesIn(value)
        const kept = given.map((word) => word.trim()).filter(Boolean)
        if (kept.length < given.length) onChange(kept.length > 0 ? kept : undefined)
      }}
    />
  )
}

function ChoicesField(props: SettingProps) {
  const { kind, value, onChange } = props
  const choices = (kind.items || {}).enum ?? []
  return (
    <MultiSelect
      {...common(props)}
      data={choices.map((choice) => ({ value: choice, label: choice.replaceAll('_', ' ') }))}
      value={[...namesIn(value)]}
      onChange={(next) => onChange(next.length > 0 ? next : undefined)}
    />
  )
}

/** A pair, or more, each member by its own control. */
function TupleField({ label, kind, value, error, ...props }: SettingProps) {
  const members = kind.prefixItems ?? []
  const given: readonly unknown[] = Array.isArray(value) ? value : []
  const set = (at: number, next: unknown): void => {
    const all = members.map((_, place) => (place === at ? next : given[place]) ?? null)
    props.onChange(all.every((one) => one === null) ? undefined : all)
  }
  return (
    <Input.Wrapper label={label} description={kind.description} error={error} className={classes.wide}>
      <div className={classes.tuple} role="group" aria-label={label}>
        {members.map((member, at) => (
          <SettingField
            key={at}
            {...props}
            required={false}
            label={member.title ?? `${label} ${String(at + 1)}`}
            kind={member}
            value={given[at] ?? undefined}
            onChange={(next) => set(at, next)}
          />
        ))}
      </div>
    </Input.Wrapper>
  )
}

function TuplesField({ label, kind, value, error, ...props }: SettingProps) {
  const { t } = useTranslation('checks')
  const rows: readonly unknown[] = Array.isArray(value) ? value : []
  const set = (next: readonly unknown[]): void => props.onChange(next.length > 0 ? next : undefined)
  const empty = ((kind.items || {}).prefixItems ?? []).map(() => null)
  return (
    <Input.Wrapper label={label} description={kind.description} error={error} className={classes.wide}>
      {rows.map((row, at) => (
        <div key={at} className="lw-row">
          <SettingField
            {...props}
            required={false}
            label={`${label} ${String(at + 1)}`}
            kind={kind.items || {}}
            value={row}
            onChange={(next) => set(rows.map((other, place) => (place === at ? (next ?? empty) : other)))}
          />
          <ActionIcon
            aria-label={t('form.removeEntry', { number: at + 1 })}
            disabled={props.disabled}
            onClick={() => set(rows.filter((_, place) => place !== at))}
          >
            <IconX size={16} />
          </ActionIcon>
        </div>
      ))}
      <Button
        size="compact-sm"
        variant="subtle"
        mt={4}
        disabled={props.disabled}
        leftSection={<IconPlus size={14} />}
        onClick={() => set([...rows, empty])}
      >
        {t('form.addEntry')}
      </Button>
    </Input.Wrapper>
  )
}

/** What no control is made for stays as it is written. */
function Unshown({ label, kind, value, error }: SettingProps) {
  const { t } = useTranslation('checks')
  return (
    <Input.Wrapper label={label} description={kind.description} error={error} className={classes.wide}>
      {value !== undefined && <Code block>{JSON.stringify(value)}</Code>}
      <Text size="xs" c="dimmed">
        {t('form.onlyYaml')}
      </Text>
    </Input.Wrapper>
  )
}
