// One item in full, beside the list: what was answered, what was said of it, what happened.
import { ActionIcon, Alert, Button, Drawer, Group, Skeleton, Tabs, Text, Title } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconChevronLeft, IconChevronRight, IconEye, IconHistory } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useWhyStuck } from '@client/queries/stuck'
import { useTask } from '@client/queries/tasks'
import type { Annotation, Role, TaskView } from '@client/types'
import { count } from '@ui/format'
import { EventLine } from '../activity/EventLine'
import { ProblemView } from '../ProblemView'
import { can } from '../roles'
import { Threads } from '../threads/Threads'
import { AnswerList } from './AnswerList'
import { AskedLine } from './AskedLine'
import { ClassCounts, GoldSign, StateBadge, useHandedUp } from './TaskBits'
import { Thumb } from './Thumb'
import classes from './Data.module.css'

interface ItemDrawerProps {
  readonly project: string
  readonly task: string | null
  readonly order: readonly string[]
  readonly role: Role | null
  readonly onOpen: (task: string | null) => void
}

export function ItemDrawer({ project, task, order, role, onOpen }: ItemDrawerProps) {
  const { t } = useTranslation('data')
  const query = useTask(task)
  const at = task === null ? -1 : order.indexOf(task)
  const step = (by: 1 | -1): void => {
    const next = order[at + by]
    if (task !== null && next) onOpen(next)
  }
  useHotkeys([
    ['j', () => step(1)],
    ['k', () => step(-1)],
  ])
  return (
    <Drawer
      opened={task !== null}
      onClose={() => onOpen(null)}
      size={480}
      withOverlay={false}
      lockScroll={false}
      trapFocus={false}
      closeOnClickOutside={false}
      withCloseButton
      title={
        <Group gap={2}>
          <ActionIcon
            aria-label={t('previousItem')}
            title={`${t('previousItem')} (K)`}
            disabled={at <= 0}
            onClick={() => step(-1)}
          >
            <IconChevronLeft size={18} />
          </ActionIcon>
          <ActionIcon
            aria-label={t('nextItem')}
            title={`${t('nextItem')} (J)`}
            disabled={at >= order.length - 1}
            onClick={() => step(1)}
          >
            <IconChevronRight size={18} />
          </ActionIcon>
        </Group>
      }
    >
      {query.error && <ProblemView error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && task !== null && <Skeleton height={260} />}
      {query.data && <Body project={project} task={query.data} role={role} />}
    </Drawer>
  )
}

function Body({ project, task, role }: { project: string; task: TaskView; role: Role | null }) {
  const { t } = useTranslation('data')
  const { item } = task
  const handedUp = useHandedUp(task.handed_up)
  const whyStuck = useWhyStuck(project, can(role, 'manage')).get(task.id)
  const truth = task.answers.find((answer) => answer.id === task.truth_answer_id) ?? task.answers.at(-1)
  const shown = {
    thumbnail: item.thumbnail_url,
    width: item.width,
    height: item.height,
    text_preview: item.text,
    annotations: truth?.annotations ?? [],
  }
  const comments = task.threads.filter((thread) => !thread.resolved).length
  const params = { id: project, task: task.id }
  return (
    <div style={{ display: 'grid', gap: 14 }}>
      {item.media === 'text' ? (
        <div className={classes.text}>{item.text}</div>
      ) : (
        <div className={classes.shown}>
          <Thumb row={shown} size={512} />
        </div>
      )}
      <div>
        <Title order={2} style={{ overflowWrap: 'anywhere' }}>
          {item.name}
        </Title>
        <Group gap="sm" mt={6}>
          <StateBadge state={task.state} stage={task.stage_name} />
          <GoldSign project={project} gold={task.gold} />
          <Text size="sm" c="dimmed" className="lw-num">
            #{task.seq}
          </Text>
          {item.width !== null && item.height !== null && (
            <Text size="sm" c="dimmed" className="lw-num">
              {t('size', { width: item.width, height: item.height })}
            </Text>
          )}
        </Group>
        <AskedLine asked={task.asked} mt={6} />
        {whyStuck && (
          <Alert color="red" variant="light" mt={6} p="xs" title={t('stuck')}>
            {whyStuck}{' '}
            <Link to="/projects/$id" params={{ id: project }} className="lw-link">
              {t('whatToDo')}
            </Link>
          </Alert>
        )}
        {handedUp && (
          <Text size="sm" mt={6} style={{ overflowWrap: 'anywhere' }}>
            {handedUp}
          </Text>
        )}
      </div>
      <ClassCounts classes={countsOf(truth?.annotations ?? [])} />
      <Group gap="xs">
        {can(role, 'label') && (
          <Button
            size="xs"
            renderRoot={(props) => (
              <Link {...props} to="/projects/$id/label" params={params} search={{ task: task.id }} />
            )}
          >
            {t('labelThis')}
          </Button>
        )}
        {can(role, 'review') && (
          <Button
            size="xs"
            variant="default"
            renderRoot={(props) => (
              <Link {...props} to="/projects/$id/review" params={params} search={{ task: task.id }} />
            )}
          >
            {t('reviewThis')}
          </Button>
        )}
        <Button
          size="xs"
          variant="default"
          leftSection={<IconEye size={14} />}
          renderRoot={(props) => <Link {...props} to="/projects/$id/items/$task" params={params} />}
        >
          {t('openViewer')}
        </Button>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconHistory size={14} />}
          renderRoot={(props) => <Link {...props} to="/projects/$id/items/$task/history" params={params} />}
        >
          {t('tabs.history')}
        </Button>
      </Group>
      <Tabs defaultValue="answers" keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="answers">
            {t('tabs.answers')} {task.answers.length > 0 && count(task.answers.length)}
          </Tabs.Tab>
          <Tabs.Tab value="comments">
            {t('tabs.comments')} {comments > 0 && count(comments)}
          </Tabs.Tab>
          <Tabs.Tab value="history">{t('tabs.history')}</Tabs.Tab>
          <Tabs.Tab value="metadata">{t('tabs.metadata')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="answers" pt="sm">
          <AnswerList project={project} task={task} mayMakeGold={can(role, 'manage')} />
        </Tabs.Panel>
        <Tabs.Panel value="comments" pt="sm">
          <Threads task={task.id} />
        </Tabs.Panel>
        <Tabs.Panel value="history" pt="sm">
          <History task={task} />
        </Tabs.Panel>
        <Tabs.Panel value="metadata" pt="sm">
          <Metadata metadata={item.metadata} />
        </Tabs.Panel>
      </Tabs>
    </div>
  )
}

function countsOf(annotations: readonly Annotation[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const { class: name } of annotations) counts[name] = (counts[name] ?? 0) + 1
  return counts
}

function History({ task }: { task: TaskView }) {
  const { t } = useTranslation('data')
  if (task.history.length === 0) return <Text c="dimmed">{t('noHistory')}</Text>
  return (
    <ol className={classes.timeline}>
      {task.history.map((event) => (
        <li key={event.seq}>
          <EventLine event={event} />
        </li>
      ))}
    </ol>
  )
}

function Metadata({ metadata }: { metadata: Readonly<Record<string, unknown>> }) {
  const { t } = useTranslation('data')
  const entries = Object.entries(metadata)
  if (entries.length === 0) return <Text c="dimmed">{t('noMetadata')}</Text>
  return (
    <table className="lw-table">
      <tbody>
        {entries.map(([key, value]) => (
          <tr key={key}>
            <th scope="row">{key}</th>
            <td style={{ overflowWrap: 'anywhere' }}>{typeof value === 'string' ? value : JSON.stringify(value)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
