// How a project stands: progress by stage, pace, time left, agreement, classes, people. Who sees only their own work is
// shown how much of it there is.
import { Button, SimpleGrid, Skeleton, Text } from '@mantine/core'
import { IconUpload } from '@tabler/icons-react'
import { getRouteApi, Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { useOverview, useProject } from '@client/queries/projects'
import { useOwnQuality } from '@client/queries/quality'
import type { Overview, Project, StageCounts } from '@client/types'
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
import { StuckSection } from './StuckSection'
import classes from './Overview.module.css'

const ThroughputPlot = lazy(() => import('./ThroughputPlot').then((module) => ({ default: module.ThroughputPlot })))

const route = getRouteApi('/inside/projects/$id/')

export function OverviewPage() {
  const { id } = route.useParams()
  const { data: project } = useProject(id)
  if (!project) return null
  return (
    <Page title={project.name}>
      {project.description && (
        <Text c="dimmed" mt="-0.75rem" mb="lg" maw="46rem">
          {project.description}
        </Text>
      )}
      {project.counts.tasks === 0 ? (
        <NoItems project={id} mayImport={can(project.role, 'manage')} />
      ) : (
        <div style={{ display: 'grid', gap: '0.875rem' }}>
          {can(project.role, 'browse') ? <Everybody project={project} /> : <Myself project={project} />}
        </div>
      )}
    </Page>
  )
}

function Everybody({ project }: { readonly project: Project }) {
  const { t } = useTranslation('overview')
  const { data, error, refetch } = useOverview(project.id)
  const { tasks, by_stage: stages } = project.counts
  return (
    <>
      {error && <ProblemView error={error} onRetry={() => void refetch()} />}
      <SimpleGrid cols={{ base: 2, md: 4 }} spacing="md">
        <Done stages={stages} tasks={tasks} />
        <Figures overview={data} />
      </SimpleGrid>
      {can(project.role, 'manage') && <StuckSection project={project.id} />}
      <Progress stages={stages} tasks={tasks} project={project.id} />
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <Section title={t('throughput')}>
          <Suspense fallback={<Skeleton height={200} />}>
            {data ? <ThroughputPlot days={data.throughput} /> : <Skeleton height={200} />}
          </Suspense>
        </Section>
        <Section title={t('classes')}>
          {data ? <ClassBars classes={data.classes} /> : <Skeleton height={200} />}
        </Section>
      </SimpleGrid>
      <Section title={t('people')}>
        {data ? <AnnotatorTable rows={data.annotators} /> : <Skeleton height={120} />}
      </Section>
    </>
  )
}

/** The progress of the project, where it is told, and the person's own part in it. */
function Myself({ project }: { readonly project: Project }) {
  const { t } = useTranslation('overview')
  const { data, error, refetch } = useOwnQuality(project.id)
  const { tasks, by_stage: stages } = project.counts
  return (
    <>
      {error && <ProblemView error={error} onRetry={() => void refetch()} />}
      <SimpleGrid cols={{ base: 2, md: 4 }} spacing="md">
        <Done stages={stages} tasks={tasks} />
        <Stat label={t('ownAnswers')} value={data && count(data.pace.answers)} note={t('ownAnswersNote')} />
        <Stat
          label={t('secondsEach')}
          value={data && (data.pace.seconds === null ? '–' : duration(data.pace.seconds))}
          note={t('ownSecondsNote')}
        />
      </SimpleGrid>
      <Progress stages={stages} tasks={tasks} />
    </>
  )
}

interface ProgressProps {
  readonly stages: readonly StageCounts[]
  readonly tasks: number
  /** Where the tasks behind the figures may be seen: the project they lead into. */
  readonly project?: string
}

function Done({ stages, tasks }: ProgressProps) {
  const { t } = useTranslation('overview')
  if (stages.length === 0) return <Stat label={t('items')} value={count(tasks)} />
  const done = doneTasks(stages)
  return (
    <Stat
      label={t('done')}
      value={percent(done / tasks)}
      note={t('doneOf', { done: count(done), total: count(tasks) })}
    />
  )
}

function Progress({ stages, tasks, project }: ProgressProps) {
  const { t } = useTranslation('overview')
  if (stages.length === 0) return null
  return (
    <Section title={t('progress')}>
      <StageBar stages={stages} total={tasks} height={12} />
      <StageTable stages={stages} {...(project === undefined ? {} : { project })} />
    </Section>
  )
}

function Figures({ overview }: { readonly overview: Overview | undefined }) {
  const { t } = useTranslation('overview')
  const week = overview?.throughput.slice(-7).reduce((sum, day) => sum + day.answers, 0)
  return (
    <>
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
    </>
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
