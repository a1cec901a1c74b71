// Tasks that nobody of their stage may be given, with why, and what a lead does about them.
import { Button, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDecideStuck, useStuck, type StuckDeed } from '@client/queries/stuck'
import { Section } from '@ui/Page'
import { ReasonDialog } from '../label/ReasonDialog'
import { tellDone, tellHindrance, tellProblem } from '../notices'
import { useStageName } from '../spec/stageName'
import { groupsOf, type StuckGroup } from './stuckGroups'
import classes from './Overview.module.css'

/** Rows that are shown before somebody asks for all. */
const FIRST = 5

export function StuckSection({ project }: { readonly project: string }) {
  const { t } = useTranslation('overview')
  const { data } = useStuck(project, true)
  const decide = useDecideStuck(project)
  const [all, setAll] = useState(false)
  const [asking, setAsking] = useState<{ readonly group: StuckGroup; readonly deed: StuckDeed } | null>(null)
  if (!data || data.items.length === 0) return null
  const groups = groupsOf(data.items)
  const shown = all ? groups : groups.slice(0, FIRST)
  const go = (reason: string): void => {
    if (!asking) return
    const { group, deed } = asking
    setAsking(null)
    decide.mutate(
      { ids: group.ids, do: deed, reason },
      {
        onSuccess: ({ ids, refused: [refused] }) => {
          if (refused) tellHindrance(refused.why)
          if (ids.length > 0)
            tellDone(t(deed === 'accept' ? 'stuck.accepted' : 'stuck.handedUp', { count: ids.length }))
        },
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
        {shown.map((group) => (
          <StuckRow key={group.key} project={project} group={group} onDecide={(deed) => setAsking({ group, deed })} />
        ))}
      </ul>
      {shown.length < groups.length && (
        <Button size="compact-sm" variant="subtle" mt="xs" onClick={() => setAll(true)}>
          {t('stuck.all')}
        </Button>
      )}
      <ReasonDialog
        opened={asking !== null}
        title={t(asking?.deed === 'accept' ? 'stuck.acceptTitle' : 'stuck.handUpTitle', {
          count: asking?.group.ids.length ?? 1,
          name: asking?.group.first.name,
          stage: asking?.group.first.hand_up,
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
  readonly group: StuckGroup
  readonly onDecide: (deed: StuckDeed) => void
}

function StuckRow({ project, group: { first: task, ids }, onDecide }: StuckRowProps) {
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
            #{task.seq} · {ids.length > 1 && `${t('stuck.others', { count: ids.length - 1 })} · `}
            {stageName(task.stage_name)}
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
