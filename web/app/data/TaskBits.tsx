// Small signs about a task: where it stands, what is on it, how urgent it is.
import { Badge, Text, Tooltip } from '@mantine/core'
import { IconFlag } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { TaskRow, TaskState } from '@client/types'
import { ClassDot } from '@ui/ClassDot'
import { isPast, when } from '@ui/format'
import { useStageName } from '../spec/stageName'
import { useClassColors } from '../spec/colors'

const COLORS: Readonly<Record<TaskState, string>> = {
  open: 'gray',
  waiting: 'yellow',
  done: 'accent',
  skipped: 'orange',
  archived: 'gray',
}

const DOTS: Readonly<Record<TaskState, string>> = {
  open: 'var(--lw-strong)',
  waiting: 'var(--lw-warn)',
  done: 'var(--lw-accent)',
  skipped: 'var(--lw-bad)',
  archived: 'var(--lw-line)',
}

export function StateBadge({ state, stage }: { state: TaskState; stage: string }) {
  const { t } = useTranslation('common')
  const stageName = useStageName()
  const text =
    state === 'open' || state === 'waiting' ? `${stageName(stage)} · ${t(`states.${state}`)}` : t(`states.${state}`)
  return (
    <Badge color={COLORS[state]} variant={state === 'archived' ? 'outline' : 'light'} style={{ minWidth: 0 }}>
      {text}
    </Badge>
  )
}

export function StateDot({ state }: { state: TaskState }) {
  const { t } = useTranslation('common')
  return (
    <Tooltip label={t(`states.${state}`)}>
      <span
        className="lw-dot"
        role="img"
        aria-label={t(`states.${state}`)}
        style={{ background: DOTS[state], borderRadius: 9 }}
      />
    </Tooltip>
  )
}

export function PriorityFlag({ priority }: { priority: number }) {
  const { t } = useTranslation('data')
  if (priority === 0) return null
  const high = priority > 0
  return (
    <IconFlag
      size={14}
      style={{ flex: 'none' }}
      color={high ? 'var(--lw-bad)' : 'var(--mantine-color-dimmed)'}
      aria-label={t(high ? 'highPriority' : 'lowPriority')}
    />
  )
}

/** That a task should have left its stage by now. */
export function LateSign({ row }: { row: Pick<TaskRow, 'state' | 'due_at'> }) {
  const { t } = useTranslation('data')
  const waits = row.state === 'open' || row.state === 'waiting'
  if (!waits || !row.due_at || !isPast(row.due_at)) return null
  return (
    <Badge color="red" variant="light" title={t('dueSince', { when: when(row.due_at) })} style={{ flex: 'none' }}>
      {t('late')}
    </Badge>
  )
}

const MOST = 3

export function ClassCounts({ classes }: { classes: Readonly<Record<string, number>> }) {
  const colors = useClassColors()
  const entries = Object.entries(classes).sort(([, a], [, b]) => b - a)
  return (
    <span
      className="lw-row"
      style={{ gap: 10, overflow: 'hidden' }}
      title={entries.map(([name, n]) => `${name} ${String(n)}`).join(', ')}
    >
      {entries.slice(0, MOST).map(([name, n]) => (
        <span key={name} className="lw-row" style={{ gap: 5, flex: 'none' }}>
          <ClassDot name={name} color={colors(name)} />
          <Text size="xs" className="lw-ellipsis" maw={110}>
            {name}
          </Text>
          <Text size="xs" c="dimmed" className="lw-num">
            {n}
          </Text>
        </span>
      ))}
      {entries.length > MOST && (
        <Text size="xs" c="dimmed">
          +{entries.length - MOST}
        </Text>
      )}
    </span>
  )
}
