// Jobs with their progress, what can be done about them, and what they refused.
import { Badge, Button, Group, Progress, Text } from '@mantine/core'
import { IconDownload, IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isActive, resultUrl, useSteerJob } from '@client/queries/jobs'
import type { Job, JobState } from '@client/types'
import { ago, count, duration, when } from '@ui/format'
import { tellProblem } from '../notices'
import { refusalsIn, figuresIn } from './report'

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
      <Report job={job} />
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

const MOST = 5

function Report({ job }: { job: Job }) {
  const { t } = useTranslation('jobs')
  const [all, setAll] = useState(false)
  const refusals = refusalsIn(job.report)
  const figures = figuresIn(job.report)
  return (
    <>
      {figures.length > 0 && (
        <Text size="sm" c="dimmed" className="lw-num">
          {figures.map(([name, value]) => `${name.replaceAll('_', ' ')} ${count(value)}`).join(' · ')}
        </Text>
      )}
      {refusals.length > 0 && (
        <details>
          <summary style={{ cursor: 'pointer' }}>{t('refused', { count: refusals.length })}</summary>
          <table className="lw-table" style={{ marginTop: 6 }}>
            <tbody>
              {(all ? refusals : refusals.slice(0, MOST)).map((refusal, index) => (
                <tr key={index}>
                  <td style={{ fontFamily: 'var(--mantine-font-family-monospace)', fontSize: '0.75rem' }}>
                    {refusal.where}
                  </td>
                  <td>{refusal.message}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {!all && refusals.length > MOST && (
            <Button size="compact-sm" variant="subtle" onClick={() => setAll(true)}>
              {t('showAll')}
            </Button>
          )}
        </details>
      )}
    </>
  )
}
