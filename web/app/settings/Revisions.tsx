// Every revision of the project document, what it changed, and the way back to it.
import { Badge, Button, Skeleton, Text, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDiff, useRestore, useRevisions } from '@client/queries/spec'
import type { SpecRevision } from '@client/types'
import { Confirm } from '@ui/Confirm'
import { ago, when } from '@ui/format'
import { PersonAvatar } from '@ui/PersonAvatar'
import { tellDone, tellProblem } from '../notices'
import { ProblemView } from '../ProblemView'
import { PlanView } from './PlanView'

interface RevisionsProps {
  readonly project: string
  readonly current: number
  readonly mayRestore: boolean
}

export function Revisions({ project, current, mayRestore }: RevisionsProps) {
  const { t } = useTranslation('settings')
  const revisions = useRevisions(project)
  const restore = useRestore(project)
  const [open, setOpen] = useState<number | null>(null)
  const [asking, setAsking] = useState<number | null>(null)
  if (revisions.error) return <ProblemView error={revisions.error} />
  if (!revisions.data) return <Skeleton height={160} />
  return (
    <div style={{ display: 'grid', gap: 8 }}>
      {revisions.data.map((revision) => (
        <div key={revision.revision} className="lw-panel" style={{ padding: '0.625rem 0.875rem' }}>
          <RevisionLine
            revision={revision}
            current={revision.revision === current}
            opened={open === revision.revision}
            onToggle={() => setOpen(open === revision.revision ? null : revision.revision)}
            {...(mayRestore ? { onRestore: () => setAsking(revision.revision) } : {})}
          />
          {open === revision.revision && revision.revision > 1 && <Changes project={project} to={revision.revision} />}
        </div>
      ))}
      <Confirm
        opened={asking !== null}
        title={t('restoreAsk', { revision: asking })}
        action={t('restore')}
        busy={restore.isPending}
        onClose={() => setAsking(null)}
        onConfirm={() => {
          if (asking === null) return
          restore.mutate(asking, {
            onSuccess: () => tellDone(t('restored', { revision: asking })),
            onError: tellProblem,
            onSettled: () => setAsking(null),
          })
        }}
      >
        {t('restoreText')}
      </Confirm>
    </div>
  )
}

interface RevisionLineProps {
  readonly revision: SpecRevision
  readonly current: boolean
  readonly opened: boolean
  readonly onToggle: () => void
  readonly onRestore?: () => void
}

function RevisionLine({ revision, current, opened, onToggle, onRestore }: RevisionLineProps) {
  const { t } = useTranslation('settings')
  const { t: common } = useTranslation('common')
  const name = revision.author?.name ?? common('someone')
  return (
    <div className="lw-row">
      <UnstyledButton onClick={onToggle} aria-expanded={opened} className="lw-row lw-grow">
        <Badge color="gray" miw={40} className="lw-num">
          {revision.revision}
        </Badge>
        <Text className="lw-ellipsis lw-grow" {...(revision.message ? {} : { c: 'dimmed' })}>
          {revision.message || t('noMessage')}
        </Text>
        <PersonAvatar size={22} name={name} />
        <Text size="sm" c="dimmed" title={when(revision.created_at)}>
          {name}, {ago(revision.created_at)}
        </Text>
      </UnstyledButton>
      {current ? (
        <Badge>{t('current')}</Badge>
      ) : (
        onRestore && (
          <Button size="compact-sm" variant="default" onClick={onRestore}>
            {t('restore')}
          </Button>
        )
      )}
    </div>
  )
}

function Changes({ project, to }: { project: string; to: number }) {
  const diff = useDiff(project, to - 1, to)
  if (diff.error) return <ProblemView error={diff.error} />
  return <div style={{ marginTop: 12 }}>{diff.data ? <PlanView plan={diff.data} /> : <Skeleton height={60} />}</div>
}
