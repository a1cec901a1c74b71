// What happened to an item, the newest first; answers can be chosen for a look, and restored.
import { Badge, Button, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useRestoreAnswer, type TimelineEntry } from '@client/queries/history'
import type { TaskView } from '@client/types'
import { duration, when } from '@ui/format'
import { PersonAvatar } from '@ui/PersonAvatar'
import { useDeed } from '../activity/useDeed'
import { tellDone, tellProblem } from '../notices'
import { madeBy } from './answers'
import classes from './History.module.css'

interface TimelineProps {
  readonly project: string
  readonly task: TaskView
  readonly line: readonly TimelineEntry[]
  readonly before: string
  readonly after: string
  readonly mayRestore: boolean
  readonly onBefore: (answer: string) => void
  readonly onAfter: (answer: string) => void
}

export function Timeline({ line, ...rest }: TimelineProps) {
  const { t } = useTranslation('history')
  return (
    <section className={classes.part} aria-labelledby="history-timeline">
      <Title order={2} id="history-timeline" className={classes.heading ?? ''}>
        {t('timeline')}
      </Title>
      <ol className={classes.line} tabIndex={0} aria-labelledby="history-timeline">
        {line.toReversed().map((entry, index) => (
          <Entry key={line.length - index} entry={entry} {...rest} />
        ))}
      </ol>
    </section>
  )
}

type EntryProps = Omit<TimelineProps, 'line'> & { readonly entry: TimelineEntry }

function Entry({ entry, project, task, before, after, mayRestore, onBefore, onAfter }: EntryProps) {
  const { t } = useTranslation('history')
  const answer = madeBy(entry)
  const { annotations, seconds } = entry
  const name = useName(entry)
  return (
    <li className={classes.entry} data-chosen={(answer !== '' && (answer === before || answer === after)) || undefined}>
      <div className="lw-row" style={{ alignItems: 'flex-start' }}>
        <PersonAvatar name={name} size={22} />
        <div className="lw-grow">
          <Text size="sm" component="div" style={{ overflowWrap: 'anywhere' }}>
            <strong>{name}</strong> {useDeedOf(entry)}
          </Text>
          {entry.text && (
            <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
              “{entry.text}”
            </Text>
          )}
          <Text size="xs" c="dimmed" className="lw-num">
            {[
              when(entry.at),
              annotations === undefined ? '' : t('annotations', { count: annotations }),
              seconds === undefined ? '' : duration(seconds),
            ]
              .filter(Boolean)
              .join(' · ')}
          </Text>
        </div>
        {entry.stands && <Badge style={{ flex: 'none' }}>{t('stands')}</Badge>}
        {entry.extra && (
          <Badge color="gray" style={{ flex: 'none' }}>
            {t('extra')}
          </Badge>
        )}
      </div>
      {answer && (
        <div className={classes.choices}>
          <Button
            size="compact-xs"
            variant={answer === before ? 'filled' : 'default'}
            aria-pressed={answer === before}
            title={t('asBefore')}
            disabled={answer === after}
            onClick={() => onBefore(answer)}
          >
            {t('before')}
          </Button>
          <Button
            size="compact-xs"
            variant={answer === after ? 'filled' : 'default'}
            aria-pressed={answer === after}
            title={t('asAfter')}
            onClick={() => onAfter(answer)}
          >
            {t('after')}
          </Button>
          {mayRestore && !entry.stands && <Restore project={project} task={task} answer={answer} />}
        </div>
      )}
    </li>
  )
}

/** Lets an answer stand again, at once; the way back restores what stood. */
function Restore({ project, task, answer }: { project: string; task: TaskView; answer: string }) {
  const { t } = useTranslation('history')
  const restore = useRestoreAnswer(project, task.id)
  const former = task.truth_answer_id
  const undo = (): void => {
    if (former) restore.mutate(former, { onSuccess: () => tellDone(t('takenBack')), onError: tellProblem })
  }
  return (
    <Button
      size="compact-xs"
      variant="subtle"
      title={t('restoreHint')}
      loading={restore.isPending}
      disabled={former === null}
      onClick={() => restore.mutate(answer, { onSuccess: () => tellDone(t('restored'), undo), onError: tellProblem })}
    >
      {t('restore')}
    </Button>
  )
}

function useName({ who, kind, name }: TimelineEntry): string {
  const { t } = useTranslation('history')
  if (who) return who.name
  if (kind === 'item') return name ?? ''
  return t(kind === 'consensus' ? 'consensus' : kind === 'event' || kind === 'overdue' ? 'itself' : 'someone')
}

function useDeedOf({ kind, name = '', due_at: due }: TimelineEntry): string {
  const { t, i18n } = useTranslation('history')
  const deed = useDeed({ kind: name, data: {} })
  const own = `events.${name.replaceAll('.', '-')}`
  if (kind === 'event') return i18n.exists(own, { ns: 'history' }) ? t(own as 'events.task-overridden') : deed
  return t(`deeds.${kind === 'verdict' ? (name as 'accept') : kind}`, { revision: name, due: due ? when(due) : '' })
}
