// Small signs about a task: where it stands, what is on it, how urgent it is.
import { Badge, Text, Tooltip } from '@mantine/core'
import { IconArrowBigUpLine, IconAward, IconFlag, IconHandStop, type Icon } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { HandedUp, TaskRow, TaskState, TaskView } from '@client/types'
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

/** What is to be known of a task before others, in a row: late, stuck, handed up, urgent. */
export function Signs({ row, stuck }: { row: TaskRow; stuck: string | undefined }) {
  return (
    <>
      <LateSign row={row} />
      <StuckSign why={stuck} />
      <HandedUpSign told={row.handed_up} />
      <PriorityFlag priority={row.priority} />
    </>
  )
}

function PriorityFlag({ priority }: { priority: number }) {
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
function LateSign({ row }: { row: TaskRow }) {
  const { t } = useTranslation('data')
  const waits = row.state === 'open' || row.state === 'waiting'
  if (!waits || !row.due_at || !isPast(row.due_at)) return null
  return (
    <Badge color="red" variant="light" title={t('dueSince', { when: when(row.due_at) })} style={{ flex: 'none' }}>
      {t('late')}
    </Badge>
  )
}

/** How a task came to its stage before its time, in a sentence. */
export function useHandedUp(told: HandedUp | null | undefined): string {
  const { t } = useTranslation('data')
  const { t: common } = useTranslation('common')
  if (!told) return ''
  const at = when(told.created_at)
  if (told.due_at) return t('handedUpLate', { when: at, due: when(told.due_at) })
  return t('handedUpBy', { name: told.by?.name ?? common('someone'), when: at, reason: told.reason })
}

/** The same as a sign that takes no room in a list. */
export function HandedUpSign({ told }: { told: HandedUp | null | undefined }) {
  const sentence = useHandedUp(told)
  if (!told) return null
  return <Sign icon={IconArrowBigUpLine} color="var(--lw-accent)" sentence={sentence} />
}

/** Says to those who run the project that nobody may be given an item, and why. */
function StuckSign({ why }: { why: string | undefined }) {
  const { t } = useTranslation('data')
  if (!why) return null
  return <Sign icon={IconHandStop} color="var(--lw-bad)" sentence={`${t('stuck')}. ${why}`} />
}

interface SignProps {
  readonly icon: Icon
  readonly color: string
  readonly sentence: string
}

/** An icon that says a whole sentence. */
function Sign({ icon: Drawn, color, sentence }: SignProps) {
  return (
    <Tooltip label={sentence} multiline maw={320}>
      <Drawn size={16} style={{ flex: 'none' }} color={color} role="img" aria-label={sentence} />
    </Tooltip>
  )
}

/** Says to those who may know that an item is gold, and leads to it. */
export function GoldSign({ project, gold }: { project: string; gold: TaskView['gold'] }) {
  const { t } = useTranslation('data')
  const { t: words } = useTranslation('gold')
  if (!gold) return null
  const retired = gold.retired_at !== null
  return (
    <Badge
      color="yellow"
      variant={retired ? 'outline' : 'light'}
      leftSection={<IconAward size={12} />}
      title={[t('isGoldHint'), gold.note].filter(Boolean).join(' ')}
      style={{ cursor: 'pointer' }}
      renderRoot={(props) => (
        <Link
          {...props}
          to="/projects/$id/gold"
          params={{ id: project }}
          search={retired ? { retired: true } : { pool: gold.pool }}
        />
      )}
    >
      {retired ? t('wasGold') : t('isGold', { pool: words(`pools.${gold.pool}`) })}
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
