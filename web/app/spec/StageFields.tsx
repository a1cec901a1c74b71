// What can be set of one stage: how many answers it collects, or which tasks it looks at, who does it, for how long.
import { Checkbox, Group, NativeSelect, NumberInput, Text, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ROLES, type Role, type StageDocument } from '@client/types'
import { tidy } from './edit'

const MOST_VOTES = 100
const DOERS: Readonly<Record<string, Role>> = { annotate: 'annotator', review: 'reviewer', adjudicate: 'expert' }

interface StageFieldsProps {
  readonly stage: StageDocument
  readonly title: string
  /** The names of the later stages that judge. */
  readonly later: readonly string[]
  readonly disabled: boolean
  readonly onChange: (stage: StageDocument) => void
}

export function StageFields({ stage, title, later, disabled, onChange }: StageFieldsProps) {
  const { t } = useTranslation('settings')
  const { t: common } = useTranslation('common')
  const change = (changes: Partial<StageDocument>): void =>
    onChange({ ...tidy({ ...stage, ...changes }), stage: stage.stage })
  const Own = stage.stage === 'annotate' ? VoteFields : ChoiceFields
  return (
    <div style={{ display: 'grid', gap: 8 }}>
      <Group gap="sm" align="flex-end">
        <TextInput
          label={t('stageName')}
          w={170}
          placeholder={title}
          value={stage.name ?? ''}
          disabled={disabled}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('by')}
          w={130}
          disabled={disabled}
          data={ROLES.filter((role) => role !== 'viewer').map((role) => ({
            value: role,
            label: common(`roles.${role}`),
          }))}
          value={stage.by ?? DOERS[stage.stage] ?? 'annotator'}
          onChange={(event) => change({ by: event.currentTarget.value as Role })}
        />
        <TextInput
          label={t('lease')}
          title={t('leaseHint')}
          w={120}
          placeholder="30m"
          value={stage.lease ?? ''}
          disabled={disabled}
          onChange={(event) => change({ lease: event.currentTarget.value.trim() })}
        />
      </Group>
      <Own stage={stage} disabled={disabled} onChange={change} />
      <UpFields stage={stage} later={later} disabled={disabled} onChange={change} />
    </div>
  )
}

interface OwnProps {
  readonly stage: StageDocument
  readonly disabled: boolean
  readonly onChange: (changes: Partial<StageDocument>) => void
}

/** How long a task may stay, and where it goes when nobody decides in time, or when somebody cannot. */
function UpFields({ stage, later, disabled, onChange }: OwnProps & { readonly later: readonly string[] }) {
  const { t } = useTranslation('settings')
  const { deadline } = stage
  const after = typeof deadline === 'object' ? deadline.after : (deadline ?? '')
  const then = typeof deadline === 'object' ? (deadline.then ?? '') : ''
  const set = (time: string, name: string): void =>
    onChange({ deadline: time && name ? { after: time, then: name } : time || undefined })
  const names = later.map((name) => ({ value: name, label: name }))
  return (
    <Group gap="sm" align="flex-end">
      <TextInput
        label={t('deadline')}
        title={t('deadlineHint')}
        w={120}
        placeholder={t('never')}
        value={after}
        disabled={disabled}
        onChange={(event) => set(event.currentTarget.value.trim(), then)}
      />
      {after !== '' && later.length > 0 && (
        <NativeSelect
          label={t('lateTo')}
          w={170}
          disabled={disabled}
          value={then}
          onChange={(event) => set(after, event.currentTarget.value)}
          data={[{ value: '', label: t('comesFirst') }, ...names]}
        />
      )}
      {later.length > 0 && (
        <NativeSelect
          label={t('escalate')}
          title={t('escalateHint')}
          w={190}
          disabled={disabled}
          value={stage.escalate ?? ''}
          onChange={(event) => onChange({ escalate: event.currentTarget.value || undefined })}
          data={[{ value: '', label: t('moreTrusted') }, ...names]}
        />
      )}
    </Group>
  )
}

function VoteFields({ stage, disabled, onChange }: OwnProps) {
  const { t } = useTranslation('settings')
  const given = stage.votes ?? 1
  const votes = typeof given === 'object' ? given : { min: given, max: given }
  const set = (min: number, max: number, stopAt = votes.stop_at): void =>
    onChange({ votes: max > min ? { min, max, ...(stopAt ? { stop_at: stopAt } : {}) } : min })
  return (
    <Group gap="sm" align="flex-end">
      <NumberInput
        label={t('votes')}
        w={130}
        min={1}
        max={MOST_VOTES}
        disabled={disabled}
        value={votes.min}
        onChange={(value) => set(Number(value) || 1, Math.max(votes.max, Number(value) || 1))}
      />
      <NumberInput
        label={t('votesMax')}
        w={90}
        min={votes.min}
        max={MOST_VOTES}
        disabled={disabled}
        value={votes.max}
        onChange={(value) => set(votes.min, Number(value) || votes.min)}
      />
      {votes.max > votes.min && (
        <NumberInput
          label={t('stopAt')}
          title={t('stopAtHint')}
          w={150}
          min={50}
          max={100}
          suffix=" %"
          placeholder={t('byAgreement')}
          disabled={disabled}
          value={votes.stop_at ? Math.round(votes.stop_at * 1000) / 10 : ''}
          onChange={(value) => set(votes.min, votes.max, value === '' ? 0 : Number(value) / 100)}
        />
      )}
    </Group>
  )
}

function ChoiceFields({ stage, disabled, onChange }: OwnProps) {
  const { t } = useTranslation('settings')
  return (
    <>
      <Group gap="sm" align="flex-end" wrap="nowrap">
        <NumberInput
          label={t('share')}
          w={130}
          min={0}
          max={100}
          suffix=" %"
          disabled={disabled}
          value={Math.round((stage.share ?? 1) * 1000) / 10}
          onChange={(value) =>
            onChange(
              value === '' || Number(value) >= 100
                ? { share: undefined, per: undefined }
                : { share: Number(value) / 100 },
            )
          }
        />
        {stage.share !== undefined && (
          <NativeSelect
            label={t('per')}
            w={140}
            disabled={disabled}
            value={stage.per ?? ''}
            onChange={(event) => onChange({ per: (event.currentTarget.value || undefined) as StageDocument['per'] })}
            data={[
              { value: '', label: t('pers.all') },
              { value: 'annotator', label: t('pers.annotator') },
              { value: 'class', label: t('pers.class') },
            ]}
          />
        )}
        <TextInput
          className="lw-grow"
          label={t('when')}
          placeholder="agreement < 0.8"
          value={stage.when ?? ''}
          disabled={disabled}
          onChange={(event) => onChange({ when: event.currentTarget.value })}
        />
        <TextInput
          className="lw-grow"
          label={t('always')}
          placeholder="experience < 50"
          value={stage.always ?? ''}
          disabled={disabled}
          onChange={(event) => onChange({ always: event.currentTarget.value })}
        />
      </Group>
      <Text size="xs" c="dimmed">
        {t('conditionHint')}
      </Text>
      <Checkbox
        label={t('blind')}
        disabled={disabled}
        checked={stage.blind ?? false}
        onChange={(event) => onChange({ blind: event.currentTarget.checked })}
      />
    </>
  )
}
