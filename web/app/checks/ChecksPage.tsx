// All answers that stand before the project's checks: a scan, how much each check found, and where.
import { Button, FileButton, Skeleton, Text } from '@mantine/core'
import { IconDownload, IconListCheck } from '@tabler/icons-react'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { scanReport, useScan, useStartScan, type Found, type ScanReport } from '@client/queries/checks'
import { isActive, resultUrl } from '@client/queries/jobs'
import { useProject } from '@client/queries/projects'
import type { Job } from '@client/types'
import { Empty } from '@ui/Empty'
import { ago, count, when } from '@ui/format'
import { Page, Section } from '@ui/Page'
import { Severity } from '@ui/Severity'
import { JobProgress } from '../jobs/JobList'
import { tellProblem } from '../notices'
import { ProblemView } from '../ProblemView'
import { can } from '../roles'

const route = getRouteApi('/inside/projects/$id/checks')

export function ChecksPage() {
  const { t } = useTranslation('checks')
  const { id } = route.useParams()
  const { data: project } = useProject(id)
  const scan = useScan(id)
  const start = useStartScan(id)
  const busy = start.isPending || (scan.data ? isActive(scan.data) : false)
  const begin = (predictions: File | null): void => start.mutate(predictions, { onError: tellProblem })
  const button = can(project?.role ?? null, 'manage') && (
    <div className="lw-row">
      <Button
        variant="default"
        renderRoot={(props) => (
          <Link {...props} to="/projects/$id/settings" params={{ id }} search={{ tab: 'checks' }} />
        )}
      >
        {t('toForm')}
      </Button>
      <FileButton onChange={(file) => file && begin(file)}>
        {(props) => (
          <Button {...props} variant="default" disabled={busy} title={t('withPredictionsHint')}>
            {t('withPredictions')}
          </Button>
        )}
      </FileButton>
      <Button loading={start.isPending} disabled={busy} onClick={() => begin(null)}>
        {t('scan')}
      </Button>
    </div>
  )
  return (
    <Page title={t('title')} actions={scan.data && button}>
      {scan.error && <ProblemView error={scan.error} onRetry={() => void scan.refetch()} />}
      {scan.isPending && <Skeleton height={200} />}
      {scan.data === null && (
        <div className="lw-panel">
          <Empty icon={<IconListCheck size={44} stroke={1.4} />} title={t('emptyTitle')} action={button}>
            {t('emptyText')}
          </Empty>
        </div>
      )}
      {scan.data && <Scan project={id} job={scan.data} />}
    </Page>
  )
}

function Scan({ project, job }: { readonly project: string; readonly job: Job }) {
  const { t } = useTranslation('checks')
  const report = scanReport(job)
  if (isActive(job)) return <JobProgress job={job} />
  if (!report) return <Text c="var(--lw-bad)">{job.error ?? t('noReport')}</Text>
  return (
    <div style={{ display: 'grid', gap: '0.875rem' }}>
      <Text size="sm" c="dimmed" title={when(job.created_at)}>
        {t('scanned', { count: report.tasks, formatted: count(report.tasks), when: ago(job.created_at) })}
      </Text>
      {report.findings === 0 ? (
        <div className="lw-panel">
          <Empty icon={<IconListCheck size={44} stroke={1.4} />} title={t('cleanTitle')}>
            {t('cleanText')}
          </Empty>
        </div>
      ) : (
        <Findings key={job.id} project={project} job={job} report={report} />
      )}
    </div>
  )
}

interface FindingsProps {
  readonly project: string
  readonly job: Job
  readonly report: ScanReport
}

function Findings({ project, job, report }: FindingsProps) {
  const { t } = useTranslation('checks')
  const [chosen, setChosen] = useState<string | null>(null)
  const shown = report.found.filter(({ finding }) => chosen === null || finding.check === chosen)
  const total = chosen === null ? report.findings : (report.checks.find(({ check }) => check === chosen)?.count ?? 0)
  return (
    <>
      <Section title={t('byCheck')}>
        <div className="lw-row" style={{ flexWrap: 'wrap', gap: 8 }}>
          {report.checks.map(({ check, severity, count: number }) => (
            <Button
              key={check}
              size="compact-sm"
              variant={chosen === check ? 'filled' : 'default'}
              aria-pressed={chosen === check}
              leftSection={<Severity severity={severity} label={t(`severity.${severity}`)} />}
              onClick={() => setChosen(chosen === check ? null : check)}
            >
              {check} <span className="lw-num">&nbsp;{count(number)}</span>
            </Button>
          ))}
        </div>
      </Section>
      <Section title={t('found')}>
        <table className="lw-table">
          <tbody>
            {shown.map((found, index) => (
              <FoundRow key={index} project={project} found={found} />
            ))}
          </tbody>
        </table>
        <div className="lw-row" style={{ justifyContent: 'space-between', marginTop: 8 }}>
          <Text size="xs" c="dimmed">
            {shown.length < total && t('more', { shown: count(shown.length), total: count(total) })}
          </Text>
          <Button
            size="compact-sm"
            variant="default"
            component="a"
            href={resultUrl(job.id)}
            download
            leftSection={<IconDownload size={14} />}
          >
            {t('download')}
          </Button>
        </div>
      </Section>
    </>
  )
}

function FoundRow({ project, found }: { readonly project: string; readonly found: Found }) {
  const { t } = useTranslation('checks')
  const { task, finding, others = [] } = found
  return (
    <tr>
      <td style={{ width: 28 }}>
        <Severity severity={finding.severity} label={t(`severity.${finding.severity}`)} />
      </td>
      <td>
        {[task, ...others].map(({ id, name }) => (
          <div key={id}>
            <Link
              to="/projects/$id/items/$task"
              params={{ id: project, task: id }}
              search={id === task.id && finding.annotations?.length ? { marks: finding.annotations.join(' ') } : {}}
              className="lw-link"
            >
              {name}
            </Link>
          </div>
        ))}
      </td>
      <td>{finding.message}</td>
    </tr>
  )
}
