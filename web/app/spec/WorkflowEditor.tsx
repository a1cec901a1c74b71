// The stages of a workflow, in the order a task goes through them.
import { ActionIcon, Button, Group, Menu, NativeSelect, NumberInput, Text, TextInput, ThemeIcon } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconChecklist, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { ROLES, type Role, type StageDocument } from '@client/types'
import type { DocumentEditorProps } from './ClassesEditor'
import { newStage, tidy } from './edit'

const KINDS = ['annotate', 'review'] as const
type Kind = (typeof KINDS)[number]
const isKind = (kind: string): kind is Kind => (KINDS as readonly string[]).includes(kind)

export function WorkflowEditor({ document, disabled = false, onChange }: DocumentEditorProps) {
  const { t } = useTranslation('settings')
  const stages = document.workflow ?? []
  const set = (workflow: readonly StageDocument[]): void => onChange({ ...document, workflow })
  const move = (from: number, to: number): void => {
    if (to < 0 || to >= stages.length) return
    const next = [...stages]
    const [moved] = next.splice(from, 1)
    if (moved) next.splice(to, 0, moved)
    set(next)
  }
  return (
    <div style={{ display: 'grid', gap: 8 }}>
      {stages.map((stage, index) => (
        <StageRow
          key={index}
          index={index}
          stage={stage}
          disabled={disabled}
          onChange={(next) => set(stages.map((other, at) => (at === index ? next : other)))}
          onMove={(step) => move(index, index + step)}
          onRemove={() => set(stages.filter((_, at) => at !== index))}
        />
      ))}
      {!disabled && (
        <Menu position="bottom-start">
          <Menu.Target>
            <Button variant="default" leftSection={<IconPlus size={16} />} style={{ justifySelf: 'start' }}>
              {t('addStage')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {KINDS.map((kind) => (
              <Menu.Item key={kind} onClick={() => set([...stages, newStage(kind)])}>
                {t(`stages.${kind}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  )
}

interface StageRowProps {
  readonly index: number
  readonly stage: StageDocument
  readonly disabled: boolean
  readonly onChange: (stage: StageDocument) => void
  readonly onMove: (step: 1 | -1) => void
  readonly onRemove: () => void
}

function StageRow({ index, stage, disabled, onChange, onMove, onRemove }: StageRowProps) {
  const { t } = useTranslation('settings')
  const kind = stage.stage
  const title = isKind(kind) ? t(`stages.${kind}`) : kind
  return (
    <div className="lw-panel" style={{ padding: '0.75rem' }}>
      <div className="lw-row" style={{ marginBottom: 8 }}>
        <ThemeIcon variant="light" size={30}>
          {kind === 'review' ? <IconChecklist size={18} /> : <IconPencil size={18} />}
        </ThemeIcon>
        <div className="lw-grow">
          <Text fw={600}>
            {index + 1}. {stage.name || title}
          </Text>
          {isKind(kind) && (
            <Text size="xs" c="dimmed">
              {t(`stageHints.${kind}`)}
            </Text>
          )}
        </div>
        {!disabled && (
          <Group gap={2}>
            <ActionIcon aria-label={t('moveUp')} onClick={() => onMove(-1)}>
              <IconArrowUp size={16} />
            </ActionIcon>
            <ActionIcon aria-label={t('moveDown')} onClick={() => onMove(1)}>
              <IconArrowDown size={16} />
            </ActionIcon>
            <ActionIcon aria-label={t('removeStage', { name: title })} onClick={onRemove}>
              <IconTrash size={16} />
            </ActionIcon>
          </Group>
        )}
      </div>
      <StageFields stage={stage} title={title} disabled={disabled} onChange={onChange} />
    </div>
  )
}

function StageFields({
  stage,
  title,
  disabled,
  onChange,
}: Pick<StageRowProps, 'stage' | 'disabled' | 'onChange'> & { title: string }) {
  const { t } = useTranslation('settings')
  const { t: common } = useTranslation('common')
  const change = (changes: Partial<StageDocument>): void =>
    onChange({ ...tidy({ ...stage, ...changes }), stage: stage.stage })
  const votes = typeof stage.votes === 'object' ? stage.votes : { min: stage.votes ?? 1, max: stage.votes ?? 1 }
  const setVotes = (min: number, max: number): void => change({ votes: max > min ? { min, max } : min })
  return (
    <Group gap="sm" align="flex-end">
      <TextInput
        label={t('stageName')}
        w={170}
        placeholder={title}
        value={stage.name ?? ''}
        disabled={disabled}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      {stage.stage === 'annotate' && (
        <>
          <NumberInput
            label={t('votes')}
            w={120}
            min={1}
            max={50}
            disabled={disabled}
            value={votes.min}
            onChange={(value) => setVotes(Number(value) || 1, Math.max(votes.max, Number(value) || 1))}
          />
          <NumberInput
            label={t('votesMax')}
            w={90}
            min={votes.min}
            max={50}
            disabled={disabled}
            value={votes.max}
            onChange={(value) => setVotes(votes.min, Number(value) || votes.min)}
          />
        </>
      )}
      {stage.stage === 'review' && (
        <NumberInput
          label={t('share')}
          w={120}
          min={1}
          max={100}
          suffix=" %"
          disabled={disabled}
          value={Math.round((stage.share ?? 1) * 100)}
          onChange={(value) => change({ share: Number(value) >= 100 ? undefined : Number(value) / 100 })}
        />
      )}
      <NativeSelect
        label={t('by')}
        w={130}
        disabled={disabled}
        data={ROLES.filter((role) => role !== 'viewer').map((role) => ({
          value: role,
          label: common(`roles.${role}`),
        }))}
        value={stage.by ?? (stage.stage === 'review' ? 'reviewer' : 'annotator')}
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
  )
}
