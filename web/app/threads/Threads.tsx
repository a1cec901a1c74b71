// Comments on a task, pinned to an annotation or a place, or about the whole item.
import { Badge, Button, Group, Text, Textarea, UnstyledButton } from '@mantine/core'
import { IconCheck, IconMapPin } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Point } from '@editor'
import { useReply, useResolveThread, useStartThread, useThreads } from '@client/queries/tasks'
import type { Comment, Thread } from '@client/types'
import { ago, when } from '@ui/format'
import { PersonAvatar } from '@ui/PersonAvatar'
import { tellProblem } from '../notices'
import { coordinates } from './places'
import { NOBODY, type Commenting } from './useCommenting'

const RESOLVED = { background: 'none', color: 'var(--mantine-color-dimmed)' }
const OPENED = { boxShadow: 'inset 3px 0 0 #f08c00' }

export interface ThreadsProps {
  readonly task: string
  readonly commenting?: Commenting
  /** The annotation a new thread is pinned to, where no place is given. */
  readonly pin?: string | null
  /** What a place is called. */
  readonly placeText?: (place: Point) => string
  readonly nameOf?: (annotation: string) => string | undefined
  /** Brings what a thread is pinned to into view; without it, nothing of that is in view. */
  readonly onShow?: (thread: Thread) => void
}

export function Threads({
  task,
  commenting = NOBODY,
  pin = null,
  placeText = coordinates,
  nameOf,
  onShow,
}: ThreadsProps) {
  const { t } = useTranslation('label')
  const threads = useThreads(task).data ?? []
  const start = useStartThread(task)
  const { place } = commenting
  const send = (body: string, done: () => void): void => {
    const pinned = place ? { point: place } : pin === null ? {} : { annotation_id: pin }
    const sent = (thread: Thread): void => {
      done()
      commenting.pinTo(null)
      commenting.open(thread.id)
    }
    start.mutate({ body, ...pinned }, { onSuccess: sent, onError: tellProblem })
  }
  const label = place
    ? t('threads.onPlace', { place: placeText(place) })
    : pin === null
      ? t('threads.onItem')
      : t('threads.onAnnotation', { name: nameOf?.(pin) ?? '' })
  return (
    <div style={{ display: 'grid', gap: 10 }}>
      <div>
        <Composer
          label={label}
          action={t('threads.send')}
          busy={start.isPending}
          wanted={commenting.writing}
          onSend={send}
          onLeave={commenting.done}
        />
        {place && (
          <Button mt={4} size="compact-xs" variant="subtle" color="gray" onClick={() => commenting.pinTo(null)}>
            {t('threads.unpin')}
          </Button>
        )}
      </div>
      {threads.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('threads.none')}
        </Text>
      )}
      {threads.map((thread, index) => (
        <ThreadCard
          key={thread.id}
          task={task}
          thread={thread}
          number={index + 1}
          opened={thread.id === commenting.opened}
          name={
            thread.annotation_id ? nameOf?.(thread.annotation_id) : thread.point ? placeText(thread.point) : undefined
          }
          {...(onShow ? { onShow: () => onShow(thread) } : {})}
        />
      ))}
    </div>
  )
}

interface ThreadCardProps {
  readonly task: string
  readonly thread: Thread
  readonly number: number
  readonly opened: boolean
  /** What it is pinned to. */
  readonly name: string | undefined
  readonly onShow?: () => void
}

function ThreadCard({ task, thread, number, opened, name, onShow }: ThreadCardProps) {
  const { t } = useTranslation('label')
  const reply = useReply(task)
  const resolve = useResolveThread(task)
  const card = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (opened) card.current?.scrollIntoView({ block: 'nearest' })
  }, [opened])
  const pinned = Boolean(thread.annotation_id) || Boolean(thread.point)
  return (
    <div
      ref={card}
      className="lw-panel"
      role="group"
      aria-label={t('threads.thread', { number })}
      aria-current={opened || undefined}
      style={{
        padding: '0.625rem 0.75rem',
        display: 'grid',
        gap: 8,
        ...(thread.resolved ? RESOLVED : {}),
        ...(opened ? OPENED : {}),
      }}
    >
      <div className="lw-row">
        <Text size="xs" c="dimmed" fw={600} className="lw-num">
          {number}
        </Text>
        {pinned && (
          <UnstyledButton onClick={onShow} disabled={!onShow} miw={0}>
            <Badge color="gray" leftSection={<IconMapPin size={11} />}>
              {name ?? t('threads.pinned')}
            </Badge>
          </UnstyledButton>
        )}
        <span className="lw-grow" />
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          leftSection={<IconCheck size={13} />}
          onClick={() => resolve.mutate({ thread: thread.id, resolved: !thread.resolved }, { onError: tellProblem })}
        >
          {t(thread.resolved ? 'threads.reopen' : 'threads.resolve')}
        </Button>
      </div>
      {thread.comments.map((comment) => (
        <CommentLine key={comment.id} comment={comment} />
      ))}
      {!thread.resolved && (
        <Composer
          label={t('threads.reply')}
          action={t('threads.reply')}
          busy={reply.isPending}
          onSend={(body, done) => reply.mutate({ thread: thread.id, body }, { onSuccess: done, onError: tellProblem })}
        />
      )}
    </div>
  )
}

function CommentLine({ comment }: { comment: Comment }) {
  const { t } = useTranslation('common')
  const name = comment.author?.name ?? t('someone')
  return (
    <div className="lw-row" style={{ alignItems: 'flex-start' }}>
      <PersonAvatar size={22} name={name} />
      <div className="lw-grow">
        <Group gap={6}>
          <Text size="xs" fw={600}>
            {name}
          </Text>
          <Text size="xs" c="dimmed" title={when(comment.created_at)}>
            {ago(comment.created_at)}
          </Text>
        </Group>
        <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {comment.body}
        </Text>
      </div>
    </div>
  )
}

interface ComposerProps {
  readonly label: string
  readonly action: string
  readonly busy: boolean
  /** Whether somebody wants to write here: then it takes the keys. */
  readonly wanted?: boolean
  readonly onSend: (body: string, done: () => void) => void
  readonly onLeave?: () => void
}

function Composer({ label, action, busy, wanted = false, onSend, onLeave }: ComposerProps) {
  const [body, setBody] = useState('')
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    if (wanted) field.current?.focus()
  }, [wanted])
  const send = (): void => {
    if (body.trim()) onSend(body.trim(), () => setBody(''))
  }
  return (
    <div>
      <Textarea
        ref={field}
        aria-label={label}
        placeholder={label}
        autosize
        minRows={1}
        maxRows={6}
        value={body}
        onChange={(event) => setBody(event.currentTarget.value)}
        onBlur={onLeave}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          event.stopPropagation()
          send()
        }}
      />
      {body.trim() && (
        <Button size="compact-sm" mt={6} loading={busy} onClick={send}>
          {action}
        </Button>
      )}
    </div>
  )
}
