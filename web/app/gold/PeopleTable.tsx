// How people do on gold: what they may do, their newest score against the mark to pass, their last results.
import { Skeleton, Text } from '@mantine/core'
import { IconUsers } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useGoldPeople, type GoldPeople, type GoldPerson } from '@client/queries/gold'
import { Empty } from '@ui/Empty'
import { ago, count, percent, when } from '@ui/format'
import { PersonAvatar } from '@ui/PersonAvatar'
import { ProblemView } from '../ProblemView'
import { Interval } from '../quality/Interval'
import { MoreButton } from './MoreButton'
import { PassSign } from './PassSign'
import { PersonActions } from './PersonActions'
import { StandingBadge } from './StandingBadge'
import classes from './Gold.module.css'

export function PeopleTable({ project }: { readonly project: string }) {
  const { t } = useTranslation('gold')
  const people = useGoldPeople(project)
  const rows = people.data?.pages.flatMap((page) => page.items) ?? []
  const settings = people.data?.pages[0]
  if (people.error) return <ProblemView error={people.error} onRetry={() => void people.refetch()} />
  if (!settings) return <Skeleton height={240} />
  if (rows.length === 0) {
    return (
      <div className="lw-panel">
        <Empty icon={<IconUsers size={44} stroke={1.4} />} title={t('noPeople')}>
          {t('noPeopleText')}
        </Empty>
      </div>
    )
  }
  return (
    <div style={{ display: 'grid', gap: '0.875rem' }}>
      <div className={`${classes.table ?? ''} lw-panel`} tabIndex={0} role="group" aria-label={t('tabs.people')}>
        <table className="lw-table">
          <thead>
            <tr>
              <th scope="col">{t('person')}</th>
              <th scope="col">{t('standing')}</th>
              <th scope="col">{t('windowScore')}</th>
              <th scope="col" className="lw-right">
                {t('answers')}
              </th>
              <th scope="col">{t('last')}</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {rows.map((person) => (
              <PersonRow key={person.id} project={project} person={person} settings={settings} />
            ))}
          </tbody>
        </table>
      </div>
      {settings.gold && (
        <Text size="xs" c="dimmed">
          {t('windowHint', { window: count(settings.gold.window), pass: percent(settings.gold.pass) })}
        </Text>
      )}
      <MoreButton pages={people} />
    </div>
  )
}

interface PersonRowProps {
  readonly project: string
  readonly person: GoldPerson
  readonly settings: Pick<GoldPeople, 'gold' | 'qualify'>
}

function PersonRow({ project, person, settings }: PersonRowProps) {
  return (
    <tr>
      <td>
        <span className="lw-row">
          <PersonAvatar name={person.name} />
          {person.name}
        </span>
      </td>
      <td>
        <StandingBadge state={person.state} />
        <Why person={person} />
      </td>
      <td>{person.score ? <Interval score={person.score} pass={settings.gold?.pass} /> : '–'}</td>
      <td className="lw-right lw-num">{count(person.answers)}</td>
      <td>
        <LastResults project={project} person={person} />
      </td>
      <td className="lw-right">
        <PersonActions project={project} person={person} mayQualify={settings.qualify !== null} />
      </td>
    </tr>
  )
}

/** Why somebody stands where they stand, who said so and when. */
function Why({ person: { reason, tries, updated_by: by, updated_at: at } }: { readonly person: GoldPerson }) {
  const { t } = useTranslation('gold')
  const facts = [
    reason,
    tries > 0 ? t('tries', { count: tries }) : '',
    by && at ? t('by', { name: by.name, when: ago(at) }) : '',
  ].filter(Boolean)
  if (facts.length === 0) return null
  return (
    <Text size="xs" c="dimmed" maw={260} title={at ? when(at) : undefined}>
      {facts.join(' · ')}
    </Text>
  )
}

/** A sign for each result, leading to its item. */
function LastResults({ project, person }: { readonly project: string; readonly person: GoldPerson }) {
  const { t } = useTranslation('gold')
  if (person.last.length === 0) return '–'
  return (
    <ul className={classes.last} aria-label={t('lastOf', { name: person.name })}>
      {person.last.slice(0, MOST_SHOWN).map(({ answer_id: id, task_id: task, name, score, passed }) => {
        const verdict = t(passed ? 'passed' : 'notPassed')
        const told = t('result', { name, score: percent(score), verdict })
        return (
          <li key={id}>
            <Link to="/projects/$id/items/$task" params={{ id: project, task }} title={told} className={classes.sign}>
              <PassSign passed={passed} label={told} />
            </Link>
          </li>
        )
      })}
    </ul>
  )
}

const MOST_SHOWN = 10
