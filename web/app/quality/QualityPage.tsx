// How good the labels are and how good those who give them: over time, by person, by class, and what is hardest.
import { Button, Skeleton, Text } from '@mantine/core'
import { IconDownload, IconPrinter, IconScale } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useOwnQuality, useQuality, useReviews, type Quality } from '@client/queries/quality'
import { useProject } from '@client/queries/projects'
import type { Role } from '@client/types'
import { Empty } from '@ui/Empty'
import { count, duration, percent } from '@ui/format'
import { Page, Section } from '@ui/Page'
import { Stat } from '@ui/Stat'
import { OwnStandingCard } from '../gold/standing/OwnStandingCard'
import { useKnowsWho } from '../knowsWho'
import { ProblemView } from '../ProblemView'
import { can } from '../roles'
import { Confusion } from './Confusion'
import { CostSection } from './cost/CostSection'
import { Couples } from './Couples'
import { Differing } from './Differing'
import { Hardest } from './Hardest'
import { Interval } from './Interval'
import { csvOf } from './matrix'
import { People } from './People'
import { ReviewsSection } from './ReviewsSection'
import { ScorePlot } from './ScorePlot'
import classes from './Quality.module.css'

const route = getRouteApi('/inside/projects/$id/quality')

export function QualityPage() {
  const { id } = route.useParams()
  const { data: project } = useProject(id)
  if (!project) return null
  return can(project.role, 'browse') ? (
    <Everybody project={id} name={project.name} role={project.role} />
  ) : (
    <Myself project={id} />
  )
}

interface EverybodyProps {
  readonly project: string
  readonly name: string
  readonly role: Role | null
}

function Everybody({ project, name, role }: EverybodyProps) {
  const { t } = useTranslation('quality')
  const { data, error, refetch } = useQuality(project)
  return (
    <Page
      title={t('title')}
      actions={data && data.people.length > 0 && <Actions quality={data} project={project} name={name} />}
    >
      {error && <ProblemView error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton height={240} />}
      {data && (
        <div style={{ display: 'grid', gap: '0.875rem' }}>
          {data.people.length > 0 ? <Figures project={project} quality={data} /> : <Nothing />}
          {can(role, 'manage') && <CostSection project={project} name={name} />}
        </div>
      )}
    </Page>
  )
}

interface ActionsProps {
  readonly quality: Quality
  readonly project: string
  readonly name: string
}

function Actions({ quality, project, name }: ActionsProps) {
  const { t } = useTranslation('quality')
  const reviews = useReviews(project).data
  const href = `data:text/csv;charset=utf-8,${encodeURIComponent(csvOf(quality, reviews))}`
  return (
    <div className="lw-row" data-print="no">
      <Button variant="default" leftSection={<IconPrinter size={16} />} onClick={() => window.print()}>
        {t('print')}
      </Button>
      <Button
        variant="default"
        leftSection={<IconDownload size={16} />}
        renderRoot={(props) => <a {...props} href={href} download={`${name} quality.csv`} />}
      >
        {t('csv')}
      </Button>
    </div>
  )
}

function Nothing() {
  const { t } = useTranslation('quality')
  return (
    <div className="lw-panel">
      <Empty icon={<IconScale size={44} stroke={1.4} />} title={t('emptyTitle')}>
        {t('emptyText')}
      </Empty>
    </div>
  )
}

function Figures({ project, quality }: { readonly project: string; readonly quality: Quality }) {
  const { t } = useTranslation('quality')
  const knowsWho = useKnowsWho(project)
  return (
    <div style={{ display: 'grid', gap: '0.875rem' }}>
      <Section title={t('overTime')}>
        <ScorePlot days={quality.days} {...(knowsWho ? { project } : {})} />
        <Text size="xs" c="dimmed" mt={6}>
          {t('scoreHint')}
        </Text>
      </Section>
      <Section title={t('people')}>
        <People quality={quality} project={project} />
      </Section>
      <div className={classes.beside}>
        <Section title={t('confusion')}>
          <Confusion quality={quality} project={project} />
        </Section>
        <Section title={t('couples')}>
          <Couples quality={quality} project={project} />
        </Section>
      </div>
      {knowsWho && <Differing project={project} />}
      <ReviewsSection project={project} />
      <Section title={t('hardest')}>
        <Hardest quality={quality} project={project} />
      </Section>
    </div>
  )
}

/** What annotators see of themselves. */
function Myself({ project }: { readonly project: string }) {
  const { t } = useTranslation('quality')
  const { data, error, refetch } = useOwnQuality(project)
  return (
    <Page title={t('mine')}>
      {error && <ProblemView error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton height={240} />}
      <div style={{ display: 'grid', gap: '0.875rem' }}>
        <OwnStandingCard project={project} />
        {data && (
          <div className={classes.stats}>
            <Stat label={t('answers')} value={count(data.pace.answers)} note={t('answersNote')} />
            <Stat
              label={t('perAnswer')}
              value={data.pace.seconds === null ? '–' : duration(data.pace.seconds)}
              note={t('perAnswerNote')}
            />
            {data.person && <Stat label={t('skill')} value={percent(data.person.skill)} note={t('skillHint')} />}
          </div>
        )}
        {data && !data.person && <Nothing />}
        {data?.person && (
          <Section title={t('overTime')}>
            {data.person.score && <Interval score={data.person.score} />}
            <ScorePlot days={data.person.days} />
            <Text size="xs" c="dimmed" mt={6}>
              {t('scoreHint')}
            </Text>
          </Section>
        )}
      </div>
    </Page>
  )
}
