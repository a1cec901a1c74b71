// How a project stands: progress by stage, pace, time left, agreement, classes, people.
import { Button, SimpleGrid, Skeleton, Text } from '@mantine/core'
import { IconUpload } from '@tabler/icons-react'
import { getRouteApi, Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { useOverview, useProject } from '@client/queries/projects'
import type { Overview, StageCounts } from '@client/types'
import { Empty } from '@ui/Empty'
import { count, duration, percent } from '@ui/format'
import { Page, Section } from '@ui/Page'
import { Stat } from '@ui/Stat'
import { ProblemView } from '../ProblemView'
import { can } from '../roles'
import { useStageName } from '../spec/stageName'
import { AnnotatorTable } from './AnnotatorTable'
import { ClassBars } from './ClassBars'
import { doneTasks } from './progress'
import { StageBar } from './StageBar'
import classes from './Overview.module.css'

const ThroughputPlot = lazy(() => import('./ThroughputPlot').then((module) => ({ default: module.ThroughputPlot })))

const route = getRouteApi('/inside/projects/$id/')

export function OverviewPage() {
  const { t } = useTranslation('overview')
  const { id } = route.useParams()
  const { data: project } = useProject(id)
  const overview = useOverview(id)
  if (!project) return null
  const { tasks, by_stage: stages } = project.counts
  return (
    <Page title={project.name}>
      {project.description && (
        <Text c="dimmed" mt="-0.75rem" mb="lg" maw="46rem">
          {project.description}
        </Text>
      )}
      {overview.error && <ProblemView error={overview.error} onRetry={() => void overview.refetch()} />}
      {tasks === 0 ? (
        <NoItems project={id} mayImport={can(project.role, 'manage')} />
      ) : (
        <div style={{ display: 'grid', gap: '0.875rem' }}>
          <Figures stages={stages} tasks={tasks} overview={overview.data} />
          {stages.length > 0 && (
            <Section title={t('progress')}>
              <StageBar stages={stages} total={tasks} height={12} />
              <StageTable stages={stages} {...(can(project.role, 'browse') ? { project: id } : {})} />
            </Section>
          )}
          <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
            <Section title={t('throughput')}>
              <Suspense fallback={<Skeleton height={200} />}>
                {overview.data ? <ThroughputPlot days={overview.data.throughput} /> : <Skeleton height={200} />}
              </Suspense>
            </Section>
            <Section title={t('classes')}>
              {overview.data ? <ClassBars classes={overview.data.classes} /> : <Skeleton height={200} />}
            </Section>
          </SimpleGrid>
          <Section title={t('people')}>
            {overview.data ? <AnnotatorTable rows={overview.data.annotators} /> : <Skeleton height={120} />}
          </Section>
        </div>
      )}
    </Page>
  )
}

interface FiguresProps {
  readonly stages: readonly StageCounts[]
  readonly tasks: number
  readonly overview: Overview | undefined
}

function Figures({ stages, tasks, overview }: FiguresProps) {
  const { t } = useTranslation('overview')
  const done = doneTasks(stages)
  const week = overview?.throughput.slice(-7).reduce((sum, day) => sum + day.answers, 0)
  return (
    <SimpleGrid cols={{ base: 2, md: 4 }} spacing="md">
      {stages.length > 0 ? (
        <Stat
          label={t('done')}
          value={`${percent(done / tasks)}`}
          note={t('doneOf', { done: count(done), total: count(tasks) })}
        />
      ) : (
        <Stat label={t('items')} value={count(tasks)} />
      )}
      <Stat
        label={t('timeLeft')}
        value={overview && (overview.seconds_left === null ? '–' : duration(overview.seconds_left))}
        note={overview?.seconds_left === null ? t('timeLeftUnknown') : t('timeLeftNote')}
      />
      <Stat label={t('week')} value={week === undefined ? undefined : count(week)} note={t('weekNote')} />
      <Stat
        label={t('agreement')}
        value={overview && (overview.agreement === null ? '–' : percent(overview.agreement))}
        note={t(overview?.agreement === null ? 'agreementNone' : 'agreementNote')}
      />
    </SimpleGrid>
  )
}

/** The figures lead to the tasks they count, for those who may see them. */
function StageTable({ stages, project }: { stages: readonly StageCounts[]; project?: string }) {
  const { t } = useTranslation('overview')
  const { t: common } = useTranslation('common')
  const stageName = useStageName()
  const columns = ['open', 'waiting', 'done', 'skipped'] as const
  return (
    <table className={`lw-table ${classes.stages ?? ''}`}>
      <thead>
        <tr>
          <th scope="col">{t('stage')}</th>
          {columns.map((column) => (
            <th key={column} scope="col" className="lw-right">
              {common(`states.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {stages.map((stage) => (
          <tr key={stage.stage}>
            <td>{stageName(stage.name)}</td>
            {columns.map((column) => (
              <td
                key={column}
                className="lw-right lw-num"
                style={stage[column] === 0 ? { color: 'var(--mantine-color-dimmed)' } : undefined}
              >
                {project && stage[column] > 0 ? (
                  <Link
                    to="/projects/$id/data"
                    params={{ id: project }}
                    search={{ stage: stage.stage, state: column }}
                    aria-label={`${stageName(stage.name)}, ${common(`states.${column}`)}: ${count(stage[column])}`}
                  >
                    {count(stage[column])}
                  </Link>
                ) : (
                  count(stage[column])
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function NoItems({ project, mayImport }: { project: string; mayImport: boolean }) {
  const { t } = useTranslation('overview')
  return (
    <div className="lw-panel">
      <Empty
        icon={<IconUpload size={44} stroke={1.4} />}
        title={t('emptyTitle')}
        action={
          mayImport && (
            <Button
              renderRoot={(props) => <Link {...props} to="/projects/$id/data" params={{ id: project }} search={{}} />}
            >
              {t('emptyAction')}
            </Button>
          )
        }
      >
        {t('emptyText')}
      </Empty>
    </div>
  )
}
