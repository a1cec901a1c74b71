// Tasks that nobody of their stage may be given, with why, and what a lead does about them.
import { Button, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDecideStuck, useStuck, type StuckDeed, type StuckTask } from '@client/queries/stuck'
import { Section } from '@ui/Page'
import { ReasonDialog } from '../label/ReasonDialog'
import { tellDone, tellHindrance, tellProblem } from '../notices'
import { useStageName } from '../spec/stageName'
import classes from './Overview.module.css'

/** Rows that are shown before somebody asks for all. */
const FIRST = 5

export function StuckSection({ project }: { readonly project: string }) {
  const { t } = useTranslation('overview')
  const { data } = useStuck(project, true)
  const decide = useDecideStuck(project)
  const [all, setAll] = useState(false)
  const [asking, setAsking] = useState<{ readonly task: StuckTask; readonly deed: StuckDeed } | null>(null)
  if (!data || data.items.length === 0) return null
  const shown = all ? data.items : data.items.slice(0, FIRST)
  const go = (reason: string): void => {
    if (!asking) return
    const { task, deed } = asking
    setAsking(null)
    decide.mutate(
      { ids: [task.task_id], do: deed, reason },
      {
        onSuccess: ({ refused: [refused] }) =>
          refused ? tellHindrance(refused.why) : tellDone(t(deed === 'accept' ? 'stuck.accepted' : 'stuck.handedUp')),
        onError: tellProblem,
      },
    )
  }
  return (
    <Section
      title={t('stuck.title', { count: data.items.length, more: data.more ? '+' : '' })}
      actions={
        <Button
          size="compact-sm"
          variant="default"
          renderRoot={(props) => <Link {...props} to="/projects/$id/members" params={{ id: project }} />}
        >
          {t('stuck.people')}
        </Button>
      }
    >
      <Text size="sm" c="dimmed" mb="xs">
        {t('stuck.hint')}
      </Text>
      <ul className={classes.stuck}>
        {shown.map((task) => (
          <StuckRow key={task.task_id} project={project} task={task} onDecide={(deed) => setAsking({ task, deed })} />
        ))}
      </ul>
      {shown.length < data.items.length && (
        <Button size="compact-sm" variant="subtle" mt="xs" onClick={() => setAll(true)}>
          {t('stuck.all', { count: data.items.length })}
        </Button>
      )}
      <ReasonDialog
        opened={asking !== null}
        title={t(asking?.deed === 'accept' ? 'stuck.acceptTitle' : 'stuck.handUpTitle', {
          name: asking?.task.name,
          stage: asking?.task.hand_up,
        })}
        label={t('stuck.reason')}
        reasons={[]}
        action={t(asking?.deed === 'accept' ? 'stuck.accept' : 'stuck.handUp')}
        onClose={() => setAsking(null)}
        onReason={go}
      />
    </Section>
  )
}

interface StuckRowProps {
  readonly project: string
  readonly task: StuckTask
  readonly onDecide: (deed: StuckDeed) => void
}

function StuckRow({ project, task, onDecide }: StuckRowProps) {
  const { t } = useTranslation('overview')
  const stageName = useStageName()
  const params = { id: project, task: task.task_id }
  return (
    <li>
      <span className="lw-grow" style={{ minWidth: 0 }}>
        <span className="lw-row">
          <Link to="/projects/$id/items/$task" params={params} className="lw-link lw-ellipsis">
            {task.name}
          </Link>
          <Text size="xs" c="dimmed" className="lw-num" component="span" style={{ flex: 'none' }}>
            #{task.seq} · {stageName(task.stage_name)}
          </Text>
        </span>
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {task.why}
        </Text>
      </span>
      <span className="lw-row" style={{ flexWrap: 'wrap' }}>
        {task.take && (
          <Button
            size="compact-sm"
            renderRoot={(props) => (
              <Link
                {...props}
                to={task.judges ? '/projects/$id/review' : '/projects/$id/label'}
                params={{ id: project }}
                search={{ task: task.task_id }}
              />
            )}
          >
            {t(task.judges ? 'stuck.judge' : 'stuck.answer')}
          </Button>
        )}
        {task.hand_up !== null && (
          <Button size="compact-sm" variant="default" onClick={() => onDecide('hand up')}>
            {t('stuck.handUpTo', { stage: stageName(task.hand_up) })}
          </Button>
        )}
        {task.accept && (
          <Button size="compact-sm" variant="default" title={t('stuck.acceptHint')} onClick={() => onDecide('accept')}>
            {t('stuck.accept')}
          </Button>
        )}
      </span>
    </li>
  )
}
