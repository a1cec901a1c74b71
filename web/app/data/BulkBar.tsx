// What can be done to the selected items at once; each with the way back where there is one.
import { Button, Menu, Text } from '@mantine/core'
import {
  IconArchive,
  IconArchiveOff,
  IconAward,
  IconFlag,
  IconRotate,
  IconUser,
  IconX,
  IconUsersGroup,
} from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMembers } from '@client/queries/projects'
import { useBulk, type BulkAction, type BulkTarget, type FilterBody } from '@client/queries/tasks'
import { useSpec } from '@client/queries/spec'
import type { Role, TaskRow } from '@client/types'
import { MOST_ITEMS, NewCalibration } from '../calibration/NewCalibration'
import { MakeGold } from '../gold/MakeGold'
import { tellDone, tellProblem } from '../notices'
import { can } from '../roles'
import { JudgeButtons } from './JudgeButtons'
import { ALL, isSelected, NOTHING, sizeOf, type Selection } from './selection'
import { backSteps } from './undo'

interface BulkBarProps {
  readonly project: string
  readonly selection: Selection
  readonly filter: FilterBody
  readonly rows: readonly TaskRow[]
  readonly total: number
  readonly role: Role | null
  readonly onSelection: (selection: Selection) => void
}

/** As many items can be made gold at once. */
const MOST_GOLD = 1000
const PRIORITIES = ['10', '0', '-10'] as const

export function BulkBar({ project, selection, filter, rows, total, role, onSelection }: BulkBarProps) {
  const { t } = useTranslation('data')
  const members = useMembers(project).data ?? []
  const bulk = useBulk(project)
  const stages = useSpec(project).data?.document.workflow ?? []
  const mayJudge = can(role, 'review') && stages.some(({ stage }) => stage !== 'annotate')
  const { t: gold } = useTranslation('gold')
  const { t: calibration } = useTranslation('calibration')
  const [making, setMaking] = useState(false)
  const [calibrating, setCalibrating] = useState(false)
  const chosen = selection.kind === 'some' ? [...selection.ids] : idsOf(rows, selection)
  const mayMake = chosen.length === sizeOf(selection, total) && chosen.length <= MOST_GOLD
  const mayCalibrate = chosen.length === sizeOf(selection, total) && chosen.length <= MOST_ITEMS
  const target: BulkTarget =
    selection.kind === 'all' ? { filter, except: [...selection.except] } : { ids: [...selection.ids] }

  const act = (action: BulkAction): void => {
    const back =
      selection.kind === 'all'
        ? []
        : backSteps(
            action,
            rows.filter((row) => selection.ids.has(row.id)),
          )
    bulk.mutate(
      { target, action },
      {
        onSuccess: ({ changed }) => {
          const undo =
            back.length > 0 ? () => back.forEach((step) => bulk.mutate(step, { onError: tellProblem })) : undefined
          tellDone(t(`done.${action.action}`, { count: changed }), undo)
          onSelection(NOTHING)
        },
        onError: tellProblem,
      },
    )
  }

  return (
    <div
      className="lw-row"
      role="toolbar"
      aria-label={t('selected', { count: sizeOf(selection, total) })}
      style={{
        padding: '0.375rem 0.875rem',
        background: 'var(--lw-accent-soft)',
        borderBottom: '1px solid var(--lw-line)',
        flexWrap: 'wrap',
      }}
    >
      <Text fw={600} size="sm" className="lw-num">
        {t('selected', { count: sizeOf(selection, total) })}
      </Text>
      {selection.kind === 'some' && selection.ids.size < total && (
        <Button size="compact-sm" variant="subtle" onClick={() => onSelection(ALL)}>
          {t('selectAll', { count: total })}
        </Button>
      )}
      <span className="lw-grow" />
      {mayJudge && <JudgeButtons project={project} target={target} onDone={() => onSelection(NOTHING)} />}
      {can(role, 'manage') && (
        <>
          <Menu>
            <Menu.Target>
              <Button size="compact-sm" variant="default" leftSection={<IconUser size={14} />}>
                {t('assign')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
              <Menu.Item onClick={() => act({ action: 'assign', user_id: null })}>{t('unassign')}</Menu.Item>
              <Menu.Divider />
              {members.map((member) => (
                <Menu.Item key={member.user_id} onClick={() => act({ action: 'assign', user_id: member.user_id })}>
                  {member.name || member.email}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
          <Menu>
            <Menu.Target>
              <Button size="compact-sm" variant="default" leftSection={<IconFlag size={14} />}>
                {t('priority')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {PRIORITIES.map((priority) => (
                <Menu.Item key={priority} onClick={() => act({ action: 'priority', priority: Number(priority) })}>
                  {t(`priorities.${priority}`)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconRotate size={14} />}
            onClick={() => act({ action: 'requeue' })}
          >
            {t('requeue')}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconAward size={14} />}
            disabled={!mayMake}
            title={mayMake ? undefined : gold('makeMost', { count: MOST_GOLD })}
            onClick={() => setMaking(true)}
          >
            {gold('makeMany')}
          </Button>
          <MakeGold
            project={project}
            tasks={chosen}
            opened={making}
            onClose={() => setMaking(false)}
            onMade={() => onSelection(NOTHING)}
          />
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconUsersGroup size={14} />}
            disabled={!mayCalibrate}
            title={mayCalibrate ? undefined : calibration('calibrateMost', { count: MOST_ITEMS })}
            onClick={() => setCalibrating(true)}
          >
            {calibration('calibrate')}
          </Button>
          <NewCalibration project={project} tasks={chosen} opened={calibrating} onClose={() => setCalibrating(false)} />
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconArchive size={14} />}
            onClick={() => act({ action: 'archive' })}
          >
            {t('archive')}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconArchiveOff size={14} />}
            onClick={() => act({ action: 'restore' })}
          >
            {t('restore')}
          </Button>
        </>
      )}
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        leftSection={<IconX size={14} />}
        onClick={() => onSelection(NOTHING)}
      >
        {t('clearSelection')}
      </Button>
    </div>
  )
}

function idsOf(rows: readonly TaskRow[], selection: Selection): readonly string[] {
  return rows.flatMap(({ id }) => (isSelected(selection, id) ? [id] : []))
}
