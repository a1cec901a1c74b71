// A project's jobs.
import { Skeleton } from '@mantine/core'
import { IconStack2 } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useJobs } from '@client/queries/jobs'
import { Empty } from '@ui/Empty'
import { Page } from '@ui/Page'
import { ProblemView } from '../ProblemView'
import { JobList } from './JobList'

const route = getRouteApi('/inside/projects/$id/jobs')

export function ProjectJobs() {
  return <Jobs project={route.useParams().id} />
}

export function Jobs({ project }: { project?: string }) {
  const { t } = useTranslation('jobs')
  const jobs = useJobs(project)
  return (
    <Page title={t('title')} width={54}>
      {jobs.error && <ProblemView error={jobs.error} onRetry={() => void jobs.refetch()} />}
      {jobs.isPending && <Skeleton height={160} />}
      {jobs.data?.length === 0 && (
        <Empty icon={<IconStack2 size={44} stroke={1.4} />} title={t('emptyTitle')}>
          {t('emptyText')}
        </Empty>
      )}
      {jobs.data && <JobList jobs={jobs.data} />}
    </Page>
  )
}
