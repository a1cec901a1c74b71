// How good the labels are and how good those who give them: over time, by person, by class, and what is hardest.
import { Button, SimpleGrid, Skeleton, Text } from '@mantine/core'
import { IconDownload, IconPrinter, IconScale } from '@tabler/icons-react'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useOwnQuality, useQuality, type Mean, type PersonScore, type Quality } from '@client/queries/quality'
import { useProject } from '@client/queries/projects'
import { ClassDot } from '@ui/ClassDot'
import { Empty } from '@ui/Empty'
import { count, percent } from '@ui/format'
import { Page, Section } from '@ui/Page'
import { PersonAvatar } from '@ui/PersonAvatar'
import { ProblemView } from '../ProblemView'
import { can } from '../roles'
import { useClassColors } from '../spec/colors'
import { csvOf, matrixOf } from './matrix'
import { ScorePlot } from './ScorePlot'
import classes from './Quality.module.css'

const route = getRouteApi('/inside/projects/$id/quality')

export function QualityPage() {
  const { id } = route.useParams()
  const { data: project } = useProject(id)
  if (!project) return null
  return can(project.role, 'browse') ? <Everybody project={id} name={project.name} /> : <Myself project={id} />
}

function Everybody({ project, name }: { readonly project: string; readonly name: string }) {
  const { t } = useTranslation('quality')
  const { data, error, refetch } = useQuality(project)
  return (
    <Page title={t('title')} actions={data && data.people.length > 0 && <Actions quality={data} name={name} />}>
      {error && <ProblemView error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton height={240} />}
      {data && (data.people.length > 0 ? <Figures project={project} quality={data} /> : <Nothing />)}
    </Page>
  )
}

function Actions({ quality, name }: { readonly quality: Quality; readonly name: string }) {
  const { t } = useTranslation('quality')
  const href = `data:text/csv;charset=utf-8,${encodeURIComponent(csvOf(quality))}`
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
  return (
    <div style={{ display: 'grid', gap: '0.875rem' }}>
      <Section title={t('overTime')}>
        <ScorePlot days={quality.days} />
        <Text size="xs" c="dimmed" mt={6}>
          {t('scoreHint')}
        </Text>
      </Section>
      <Section title={t('people')}>
        <People people={quality.people} />
      </Section>
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
        <Section title={t('confusion')}>
          <Confusion quality={quality} project={project} />
        </Section>
        <Section title={t('couples')}>
          <Couples quality={quality} />
        </Section>
      </SimpleGrid>
      <Section title={t('hardest')}>
        <Hardest quality={quality} project={project} />
      </Section>
    </div>
  )
}

function People({ people }: { readonly people: readonly PersonScore[] }) {
  const { t } = useTranslation('quality')
  const ranked = [...people].sort((a, b) => a.skill - b.skill || a.name.localeCompare(b.name))
  return (
    <div className={classes.scroll}>
      <table className="lw-table">
        <thead>
          <tr>
            <th scope="col">{t('person')}</th>
            <th scope="col" className="lw-right">
              {t('scored')}
            </th>
            <th scope="col">{t('score')}</th>
            <th scope="col" className="lw-right" title={t('skillHint')}>
              {t('skill')}
            </th>
          </tr>
        </thead>
        <tbody>
          {ranked.map((person) => (
            <tr key={person.id}>
              <td>
                <span className="lw-row">
                  <PersonAvatar name={person.name} />
                  {person.name}
                </span>
              </td>
              <td className="lw-right lw-num">{count(person.score?.n ?? 0)}</td>
              <td>{person.score ? <Interval score={person.score} /> : '–'}</td>
              <td className="lw-right lw-num">{percent(person.skill)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** A mean with its interval, as a bar and in figures. */
function Interval({ score }: { readonly score: Mean }) {
  const { t } = useTranslation('quality')
  const { mean, low, high } = score
  const known = low !== null && high !== null
  return (
    <span className="lw-row" title={known ? t('interval', { low: percent(low), high: percent(high) }) : t('tooFew')}>
      <span className={classes.range} aria-hidden>
        {known && (
          <span
            className={classes.span}
            style={{ left: `${String(low * 100)}%`, width: `${String((high - low) * 100)}%` }}
          />
        )}
        <span className={classes.mark} style={{ left: `${String(mean * 100)}%` }} />
      </span>
      <span className="lw-num">
        {percent(mean)}
        {known && <span className={classes.axis}>{` ${percent(low)} – ${percent(high)}`}</span>}
      </span>
    </span>
  )
}

function Confusion({ quality, project }: { readonly quality: Quality; readonly project: string }) {
  const { t } = useTranslation('quality')
  const color = useClassColors()
  const { names, count: cell, share } = matrixOf(quality.confusion)
  const name = (cls: string) =>
    cls ? (
      <span className="lw-row">
        <ClassDot name={cls} color={color(cls)} /> {cls}
      </span>
    ) : (
      <i>{t('nothing')}</i>
    )
  return (
    <div className={classes.scroll} tabIndex={0} role="group" aria-label={t('confusion')}>
      <table className={classes.matrix}>
        <thead>
          <tr>
            <th scope="col" className={classes.axis}>
              {t('axes')}
            </th>
            {names.map((stands) => (
              <th key={stands} scope="col">
                {stands ? (
                  <Link to="/projects/$id/data" params={{ id: project }} search={{ class: stands }}>
                    {name(stands)}
                  </Link>
                ) : (
                  name(stands)
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {names.map((said) => (
            <tr key={said}>
              <th scope="row">{name(said)}</th>
              {names.map((stands) => {
                const n = cell(said, stands)
                const strength = Math.round(Math.min(1, share(said, stands)) * 55)
                const tint = said === stands ? 'var(--lw-accent)' : 'var(--mantine-color-red-6)'
                return (
                  <td
                    key={stands}
                    style={
                      n ? { background: `color-mix(in srgb, ${tint} ${String(strength)}%, transparent)` } : undefined
                    }
                  >
                    {n ? count(n) : ''}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <Text size="xs" c="dimmed" mt={6}>
        {t('sample', { count: quality.sample })}
      </Text>
    </div>
  )
}

function Couples({ quality }: { readonly quality: Quality }) {
  const { t } = useTranslation('quality')
  if (quality.couples.length === 0) return <Text c="dimmed">{t('noCouples')}</Text>
  const ranked = [...quality.couples].sort((a, b) => a.alike.mean - b.alike.mean)
  return (
    <div
      className={classes.scroll}
      style={{ maxHeight: 360, overflow: 'auto' }}
      tabIndex={0}
      role="group"
      aria-label={t('couples')}
    >
      <table className="lw-table">
        <thead>
          <tr>
            <th scope="col">{t('couple')}</th>
            <th scope="col" className="lw-right">
              {t('together')}
            </th>
            <th scope="col">{t('alike')}</th>
          </tr>
        </thead>
        <tbody>
          {ranked.map(({ first, second, alike }) => (
            <tr key={`${first}\n${second}`}>
              <td>{t('both', { first, second })}</td>
              <td className="lw-right lw-num">{count(alike.n)}</td>
              <td>
                <Interval score={alike} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Hardest({ quality, project }: { readonly quality: Quality; readonly project: string }) {
  const { t } = useTranslation('quality')
  if (quality.hardest.length === 0) return <Text c="dimmed">{t('noHardest')}</Text>
  return (
    <div className={classes.scroll}>
      <table className="lw-table">
        <thead>
          <tr>
            <th scope="col">{t('item')}</th>
            <th scope="col" className="lw-right">
              {t('agreement')}
            </th>
            <th scope="col" className="lw-right" title={t('probabilityHint')}>
              {t('probability')}
            </th>
          </tr>
        </thead>
        <tbody>
          {quality.hardest.map((task) => (
            <tr key={task.task_id}>
              <td>
                <Link
                  to="/projects/$id/items/$task/history"
                  params={{ id: project, task: task.task_id }}
                  className="lw-link"
                >
                  {task.name}
                </Link>
              </td>
              <td className="lw-right lw-num">{task.agreement === null ? '–' : percent(task.agreement)}</td>
              <td className="lw-right lw-num">{task.probability === null ? '–' : percent(task.probability)}</td>
            </tr>
          ))}
        </tbody>
      </table>
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
    </Page>
  )
}
