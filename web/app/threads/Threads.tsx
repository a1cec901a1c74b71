// Comments on a task, pinned to an annotation or to the whole item.
import { Badge, Button, Group, Text, Textarea, UnstyledButton } from '@mantine/core'
import { IconCheck, IconMapPin } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useReply, useResolveThread, useStartThread, useThreads, type NewThread } from '@client/queries/tasks'
import type { Comment, Thread } from '@client/types'
import { ago, when } from '@ui/format'
import { PersonAvatar } from '@ui/PersonAvatar'
import { tellProblem } from '../notices'

const RESOLVED = { background: 'none', color: 'var(--mantine-color-dimmed)' }

export interface ThreadsProps {
  readonly task: string
  /** The annotation a new thread is pinned to. */
  readonly pin?: string | null
  readonly nameOf?: (annotation: string) => string | undefined
  readonly onShow?: (annotation: string) => void
}

export function Threads({ task, pin = null, nameOf, onShow }: ThreadsProps) {
  const { t } = useTranslation('label')
  const threads = useThreads(task).data ?? []
  const start = useStartThread(task)
  const send = (body: string, done: () => void): void => {
    const thread: NewThread = pin === null ? { body } : { body, annotation_id: pin }
    start.mutate(thread, { onSuccess: done, onError: tellProblem })
  }
  return (
    <div style={{ display: 'grid', gap: 10 }}>
      <Composer
        label={pin === null ? t('threads.onItem') : t('threads.onAnnotation', { name: nameOf?.(pin) ?? '' })}
        action={t('threads.send')}
        busy={start.isPending}
        onSend={send}
      />
      {threads.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('threads.none')}
        </Text>
      )}
      {threads.map((thread) => (
        <ThreadCard
          key={thread.id}
          task={task}
          thread={thread}
          name={thread.annotation_id ? nameOf?.(thread.annotation_id) : undefined}
          onShow={onShow}
        />
      ))}
    </div>
  )
}

interface ThreadCardProps {
  readonly task: string
  readonly thread: Thread
  readonly name: string | undefined
  readonly onShow: ((annotation: string) => void) | undefined
}

function ThreadCard({ task, thread, name, onShow }: ThreadCardProps) {
  const { t } = useTranslation('label')
  const reply = useReply(task)
  const resolve = useResolveThread(task)
  const { annotation_id: annotation } = thread
  return (
    <div
      className="lw-panel"
      style={{ padding: '0.625rem 0.75rem', display: 'grid', gap: 8, ...(thread.resolved ? RESOLVED : {}) }}
    >
      <div className="lw-row">
        {annotation && (
          <UnstyledButton onClick={() => onShow?.(annotation)}>
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
  readonly onSend: (body: string, done: () => void) => void
}

function Composer({ label, action, busy, onSend }: ComposerProps) {
  const [body, setBody] = useState('')
  const send = (): void => {
    if (body.trim()) onSend(body.trim(), () => setBody(''))
  }
  return (
    <div>
      <Textarea
        aria-label={label}
        placeholder={label}
        autosize
        minRows={1}
        maxRows={6}
        value={body}
        onChange={(event) => setBody(event.currentTarget.value)}
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
