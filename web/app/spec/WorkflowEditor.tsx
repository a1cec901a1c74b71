// The stages of a workflow, in the order a task goes through them.
import { ActionIcon, Button, Group, Menu, Text, ThemeIcon } from '@mantine/core'
import {
  IconArrowDown,
  IconArrowUp,
  IconChecklist,
  IconGavel,
  IconPencil,
  IconPlus,
  IconTrash,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { StageDocument } from '@client/types'
import type { DocumentEditorProps } from './ClassesEditor'
import { newStage } from './edit'
import { moved } from './moved'
import { StageFields } from './StageFields'
import { isKind, KINDS } from './stageName'

const ICONS = { annotate: IconPencil, review: IconChecklist, adjudicate: IconGavel } as const

export function WorkflowEditor({ document, disabled = false, onChange }: DocumentEditorProps) {
  const { t } = useTranslation('settings')
  const stages = document.workflow ?? []
  const set = (workflow: readonly StageDocument[]): void => onChange({ ...document, workflow })
  const move = (from: number, to: number): void => {
    const next = moved(stages, from, to)
    if (next !== stages) set(next)
  }
  return (
    <div style={{ display: 'grid', gap: 8 }}>
      {stages.map((stage, index) => (
        <StageRow
          key={index}
          index={index}
          stage={stage}
          later={laterNames(stages, index)}
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

/** The names of the stages after one that judge, as the server names them where nobody did. */
function laterNames(stages: readonly StageDocument[], index: number): readonly string[] {
  return stages.slice(index + 1).flatMap(({ stage, name }) => (stage === 'annotate' ? [] : [name || stage]))
}

interface StageRowProps {
  readonly index: number
  readonly stage: StageDocument
  readonly later: readonly string[]
  readonly disabled: boolean
  readonly onChange: (stage: StageDocument) => void
  readonly onMove: (step: 1 | -1) => void
  readonly onRemove: () => void
}

function StageRow({ index, stage, later, disabled, onChange, onMove, onRemove }: StageRowProps) {
  const { t } = useTranslation('settings')
  const kind = stage.stage
  const title = isKind(kind) ? t(`stages.${kind}`) : kind
  const Icon = isKind(kind) ? ICONS[kind] : IconPencil
  return (
    <div className="lw-panel" style={{ padding: '0.75rem' }}>
      <div className="lw-row" style={{ marginBottom: 8 }}>
        <ThemeIcon variant="light" size={30}>
          <Icon size={18} />
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
      <StageFields stage={stage} title={title} later={later} disabled={disabled} onChange={onChange} />
    </div>
  )
}
