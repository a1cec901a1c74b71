// Jobs with their progress, what can be done about them, and what they refused.
import { Badge, Button, Group, Progress, Text } from '@mantine/core'
import { IconDownload, IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { isActive, resultUrl, useSteerJob } from '@client/queries/jobs'
import type { Job, JobState } from '@client/types'
import { ago, count, duration, when } from '@ui/format'
import { tellProblem } from '../notices'
import { JobReport } from './JobReport'

const COLORS: Readonly<Record<JobState, string>> = {
  queued: 'gray',
  running: 'yellow',
  done: 'accent',
  failed: 'red',
  cancelled: 'gray',
}

export function JobList({ jobs }: { jobs: readonly Job[] }) {
  return (
    <div style={{ display: 'grid', gap: 8 }}>
      {jobs.map((job) => (
        <JobCard key={job.id} job={job} />
      ))}
    </div>
  )
}

export function JobCard({ job }: { job: Job }) {
  const { t, i18n } = useTranslation('jobs')
  const steer = useSteerJob()
  const act = (what: 'cancel' | 'resume'): void => steer.mutate({ id: job.id, what }, { onError: tellProblem })
  const kind = i18n.exists(`kinds.${job.kind}`, { ns: 'jobs' }) ? t(`kinds.${job.kind}` as 'kinds.import') : job.kind
  return (
    <article className="lw-panel" style={{ padding: '0.75rem 1rem', display: 'grid', gap: 8 }}>
      <div className="lw-row">
        <Text fw={600}>{kind}</Text>
        <Badge color={COLORS[job.state]}>{t(`states.${job.state}`)}</Badge>
        <Text size="xs" c="dimmed" title={when(job.created_at)} className="lw-grow">
          {ago(job.created_at)}
        </Text>
        {isActive(job) && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPlayerStop size={14} />}
            onClick={() => act('cancel')}
          >
            {t('cancel')}
          </Button>
        )}
        {(job.state === 'failed' || job.state === 'cancelled') && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPlayerPlay size={14} />}
            onClick={() => act('resume')}
          >
            {t('resume')}
          </Button>
        )}
        {job.state === 'done' && job.kind.startsWith('export') && (
          <Button
            size="compact-sm"
            component="a"
            href={resultUrl(job.id)}
            download
            leftSection={<IconDownload size={14} />}
          >
            {t('download')}
          </Button>
        )}
      </div>
      {isActive(job) && <JobProgress job={job} />}
      {job.error && (
        <Text size="sm" c="var(--lw-bad)">
          {job.error}
        </Text>
      )}
      <JobReport job={job} />
    </article>
  )
}

export function JobProgress({ job }: { job: Job }) {
  const { t } = useTranslation('jobs')
  const { done = 0, total = null, rate = null, seconds_left: left = null } = job.progress ?? {}
  const share = total === null || total === 0 ? 100 : (done / total) * 100
  return (
    <div>
      <Progress value={share} animated={total === null || job.state === 'queued'} aria-label={t('progress')} />
      <Group justify="space-between" mt={4}>
        <Text size="xs" c="dimmed" className="lw-num">
          {total === null
            ? t('doneSoFar', { done: count(done) })
            : t('doneOf', { done: count(done), total: count(total) })}
        </Text>
        <Text size="xs" c="dimmed" className="lw-num">
          {rate !== null && t('rate', { rate: rate >= 10 ? count(Math.round(rate)) : rate.toFixed(1) })}
          {left !== null && ` · ${t('left', { time: duration(left) })}`}
        </Text>
      </Group>
    </div>
  )
}
