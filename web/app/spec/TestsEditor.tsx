// How annotators are tested: by gold mixed in with their work, and by a qualification before it.
import { Group, NativeSelect, NumberInput, Switch, Text, ThemeIcon } from '@mantine/core'
import { IconCertificate, IconMedal } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { GoldDocument, QualifyDocument } from '@client/types'
import type { DocumentEditorProps } from './ClassesEditor'
import {
  belowOf,
  FEEDBACK,
  forAnswers,
  FOR_ANSWERS,
  forPerson,
  FOR_PERSON,
  type ForAnswers,
  type ForPerson,
  USUAL_GOLD,
  USUAL_QUALIFY,
  withoutQualify,
} from './gold'

export function TestsEditor({ document, disabled = false, onChange }: DocumentEditorProps) {
  const { t } = useTranslation('settings')
  const { gold: _, ...withoutGold } = document
  return (
    <div style={{ display: 'grid', gap: 8 }}>
      <Part
        icon={<IconMedal size={18} />}
        title={t('tests.gold')}
        hint={t('tests.goldHint')}
        on={document.gold !== undefined}
        disabled={disabled}
        onSwitch={(on) => onChange(on ? { ...document, gold: USUAL_GOLD } : withoutGold)}
      >
        <GoldFields
          gold={document.gold ?? {}}
          qualifies={document.qualify !== undefined}
          disabled={disabled}
          onChange={(gold) => onChange({ ...document, gold })}
        />
      </Part>
      <Part
        icon={<IconCertificate size={18} />}
        title={t('tests.qualify')}
        hint={t('tests.qualifyHint')}
        on={document.qualify !== undefined}
        disabled={disabled}
        onSwitch={(on) => onChange(on ? { ...document, qualify: USUAL_QUALIFY } : withoutQualify(document))}
      >
        <QualifyFields
          qualify={document.qualify ?? {}}
          disabled={disabled}
          onChange={(qualify) => onChange({ ...document, qualify })}
        />
      </Part>
    </div>
  )
}

interface PartProps {
  readonly icon: ReactNode
  readonly title: string
  readonly hint: string
  readonly on: boolean
  readonly disabled: boolean
  readonly onSwitch: (on: boolean) => void
  readonly children: ReactNode
}

function Part({ icon, title, hint, on, disabled, onSwitch, children }: PartProps) {
  return (
    <section className="lw-panel" style={{ padding: '0.75rem', display: 'grid', gap: 10 }} aria-label={title}>
      <div className="lw-row">
        <ThemeIcon variant="light" size={30}>
          {icon}
        </ThemeIcon>
        <div className="lw-grow">
          <Text fw={600}>{title}</Text>
          <Text size="xs" c="dimmed">
            {hint}
          </Text>
        </div>
        <Switch
          aria-label={title}
          checked={on}
          disabled={disabled}
          onChange={(event) => onSwitch(event.currentTarget.checked)}
        />
      </div>
      {on && children}
    </section>
  )
}

interface GoldFieldsProps {
  readonly gold: GoldDocument
  readonly qualifies: boolean
  readonly disabled: boolean
  readonly onChange: (gold: GoldDocument) => void
}

function GoldFields({ gold, qualifies, disabled, onChange }: GoldFieldsProps) {
  const { t } = useTranslation('settings')
  const person = forPerson(gold.below)
  const answers = forAnswers(gold.below)
  return (
    <Group gap="sm" align="flex-end">
      <Percent
        label={t('tests.share')}
        most={50}
        disabled={disabled}
        value={gold.share ?? USUAL_GOLD.share}
        onChange={(share) => onChange({ ...gold, share })}
      />
      <NumberInput
        label={t('tests.window')}
        title={t('tests.windowHint')}
        w={150}
        min={5}
        max={500}
        allowDecimal={false}
        disabled={disabled}
        value={gold.window ?? USUAL_GOLD.window}
        onChange={(window) => window !== '' && onChange({ ...gold, window: Number(window) })}
      />
      <Percent
        label={t('tests.pass')}
        disabled={disabled}
        value={gold.pass ?? USUAL_GOLD.pass}
        onChange={(pass) => onChange({ ...gold, pass })}
      />
      <NativeSelect
        label={t('tests.person')}
        w={190}
        disabled={disabled}
        value={person}
        data={FOR_PERSON.map((value) => ({
          value,
          label: t(`tests.persons.${value}`),
          disabled: value === 'requalify' && !qualifies,
        }))}
        onChange={(event) => onChange({ ...gold, below: belowOf(event.currentTarget.value as ForPerson, answers) })}
      />
      <NativeSelect
        label={t('tests.answers')}
        title={t('tests.answersHint')}
        w={210}
        disabled={disabled}
        value={answers}
        data={FOR_ANSWERS.map((value) => ({ value, label: t(`tests.answersDo.${value}`) }))}
        onChange={(event) => onChange({ ...gold, below: belowOf(person, event.currentTarget.value as ForAnswers) })}
      />
      <NativeSelect
        label={t('tests.feedback')}
        w={190}
        disabled={disabled}
        value={gold.feedback ?? USUAL_GOLD.feedback}
        data={FEEDBACK.map((value) => ({ value, label: t(`tests.feedbacks.${value}`) }))}
        onChange={(event) => onChange({ ...gold, feedback: event.currentTarget.value as (typeof FEEDBACK)[number] })}
      />
    </Group>
  )
}

interface QualifyFieldsProps {
  readonly qualify: QualifyDocument
  readonly disabled: boolean
  readonly onChange: (qualify: QualifyDocument) => void
}

function QualifyFields({ qualify, disabled, onChange }: QualifyFieldsProps) {
  const { t } = useTranslation('settings')
  const count = (key: 'training' | 'items' | 'tries', least: number, most: number) => (
    <NumberInput
      label={t(`tests.${key}`)}
      w={150}
      min={least}
      max={most}
      allowDecimal={false}
      disabled={disabled}
      value={qualify[key] ?? USUAL_QUALIFY[key]}
      onChange={(value) => value !== '' && onChange({ ...qualify, [key]: Number(value) })}
    />
  )
  return (
    <Group gap="sm" align="flex-end">
      {count('training', 0, 200)}
      {count('items', 1, 200)}
      <Percent
        label={t('tests.pass')}
        disabled={disabled}
        value={qualify.pass ?? USUAL_QUALIFY.pass}
        onChange={(pass) => onChange({ ...qualify, pass })}
      />
      {count('tries', 1, 20)}
    </Group>
  )
}

interface PercentProps {
  readonly label: string
  readonly most?: number
  readonly disabled: boolean
  readonly value: number
  readonly onChange: (value: number) => void
}

function Percent({ label, most = 100, disabled, value, onChange }: PercentProps) {
  return (
    <NumberInput
      label={label}
      w={150}
      min={0}
      max={most}
      suffix=" %"
      disabled={disabled}
      value={Math.round(value * 1000) / 10}
      onChange={(percent) => percent !== '' && onChange(Number(percent) / 100)}
    />
  )
}
