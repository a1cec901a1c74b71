// The form of one check: what it is about, how serious it is, its name, and the settings that its rule declares.
import { Code, Input, SegmentedControl, Text, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { RulePart } from '@client/queries/parts'
import type { Place } from '@client/problem'
import type { SpecDocument } from '@client/types'
import { problemsAt } from '../useDocumentProblems'
import { ClassPicker } from './ClassPicker'
import { classesOf, fittingClasses, settingsShown, severityOf, unshown, written, type CheckDocument } from './checks'
import { SettingField } from './SettingField'
import classes from './Checks.module.css'

interface CheckFieldsProps {
  /** None where the rule is not installed. */
  readonly rule: RulePart | undefined
  readonly check: CheckDocument
  readonly document: SpecDocument
  readonly problems: readonly Place[]
  readonly path: string
  readonly disabled: boolean
  readonly onSet: (key: string, value: unknown) => void
}

export function CheckFields({ rule, check, document, problems, path, disabled, onSet }: CheckFieldsProps) {
  const { t } = useTranslation('checks')
  const settings = rule ? settingsShown(rule, check, document.media) : []
  const fields = ['class', 'severity', 'name', ...settings.map(([key]) => key)]
  const errorOf = (key: string): string | undefined => {
    const found = problemsAt(problems, `${path}.${key}`)
    return found.length > 0 ? found.map(sentenceOf).join(' ') : undefined
  }
  const rest = problems.filter((place) => fields.every((key) => problemsAt([place], `${path}.${key}`).length === 0))
  const kept = unshown(check, fields)
  return (
    <>
      {rule && (
        <Text size="sm" c="dimmed">
          {rule.summary}
        </Text>
      )}
      <div className={classes.fields}>
        <div style={{ gridColumn: 'span 2' }}>
          <ClassPicker
            label={t('form.classes')}
            description={t('form.classesHint')}
            placeholder={t('form.allClasses')}
            classes={document.classes}
            {...(rule ? { fitting: fittingClasses(rule, document.classes) } : {})}
            error={errorOf('class')}
            disabled={disabled}
            value={classesOf(check)}
            onChange={(names) => onSet('class', written(names))}
          />
        </div>
        <SeverityField
          usual={rule?.severity ?? 'error'}
          compares={rule?.compares ?? false}
          value={severityOf(check, rule) ?? 'error'}
          error={errorOf('severity')}
          disabled={disabled}
          onChange={(next) => onSet('severity', next)}
        />
      </div>
      {settings.length > 0 && (
        <div className={classes.fields}>
          {settings.map(([key, kind]) => (
            <SettingField
              key={key}
              label={kind.title ?? key}
              kind={kind}
              value={check[key]}
              required={rule?.settings_schema.required.includes(key) ?? false}
              error={errorOf(key)}
              disabled={disabled}
              classes={document.classes}
              onChange={(value) => onSet(key, value)}
            />
          ))}
        </div>
      )}
      <div className={classes.fields}>
        <TextInput
          label={t('form.name')}
          description={t('form.nameHint')}
          placeholder={rule?.name ?? ''}
          maxLength={100}
          error={errorOf('name')}
          disabled={disabled}
          value={typeof check.name === 'string' ? check.name : ''}
          onChange={(event) => onSet('name', event.currentTarget.value || undefined)}
        />
      </div>
      {Object.keys(kept).length > 0 && (
        <Input.Wrapper label={t('form.kept')} description={t('form.onlyYaml')}>
          <Code block>{JSON.stringify(kept)}</Code>
        </Input.Wrapper>
      )}
      {rest.map((place, at) => (
        <Text key={at} size="sm" c="red" role="alert">
          {sentenceOf(place)}
        </Text>
      ))}
    </>
  )
}

interface SeverityFieldProps {
  /** What the rule has where the check says nothing. */
  readonly usual: RulePart['severity']
  readonly compares: boolean
  readonly value: RulePart['severity']
  readonly error: string | undefined
  readonly disabled: boolean
  readonly onChange: (value: string | undefined) => void
}

function SeverityField({ usual, compares, value, error, disabled, onChange }: SeverityFieldProps) {
  const { t } = useTranslation('checks')
  return (
    <Input.Wrapper
      label={t('form.severity')}
      description={t(`form.severityHints.${compares ? 'compares' : value}`)}
      error={error}
      labelElement="div"
    >
      <SegmentedControl
        fullWidth
        mt={4}
        aria-label={t('form.severity')}
        disabled={disabled}
        data={(['error', 'warning'] as const).map((one) => ({ value: one, label: t(`severity.${one}`) }))}
        value={value}
        onChange={(next) => onChange(next === usual ? undefined : next)}
      />
    </Input.Wrapper>
  )
}

function sentenceOf({ message, remedy = '' }: Place): string {
  return `${message} ${remedy}`.trim()
}
