// How right everybody's answers are, the least sure first; each figure leads to the answers or items behind it.
import { useTranslation } from 'react-i18next'
import { useOverview } from '@client/queries/projects'
import type { PersonScore, Quality } from '@client/queries/quality'
import type { AnnotatorFigures } from '@client/types'
import { count, duration, percent } from '@ui/format'
import { PersonAvatar } from '@ui/PersonAvatar'
import { ContrastsLink } from './ContrastsLink'
import { Interval } from './Interval'
import { ItemsLink } from './ItemsLink'
import classes from './Quality.module.css'

export function People({ quality, project }: { readonly quality: Quality; readonly project: string }) {
  const { t } = useTranslation('quality')
  const overview = useOverview(project).data
  const known = new Map(overview?.annotators.map((one) => [one.id, one]))
  const newest = overview?.recent_answers ?? 0
  const ranked = [...quality.people].sort((a, b) => a.skill - b.skill || a.name.localeCompare(b.name))
  const onGold = ranked.some(({ gold }) => gold)
  return (
    <div className={classes.scroll}>
      <table className={`lw-table ${classes.people ?? ''}`}>
        <thead>
          <tr>
            <th scope="col">{t('person')}</th>
            <th scope="col" className="lw-right">
              {t('scored')}
            </th>
            <th scope="col">{t('score')}</th>
            {onGold && (
              <th scope="col" title={t('goldHint')}>
                {t('gold')}
              </th>
            )}
            <th scope="col" className="lw-right" title={t('perAnswerHint', { count: newest })}>
              {t('perAnswer')}
            </th>
            <th scope="col" className="lw-right" title={t('agreedHint', { count: newest })}>
              {t('agreed')}
            </th>
            <th scope="col" className="lw-right" title={t('skillHint')}>
              {t('skill')}
            </th>
          </tr>
        </thead>
        <tbody>
          {ranked.map((person) => (
            <Row
              key={person.id}
              project={project}
              since={quality.since}
              person={person}
              pace={known.get(person.id)}
              newest={newest}
              onGold={onGold}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface RowProps {
  readonly project: string
  readonly since: string
  readonly person: PersonScore
  readonly pace: AnnotatorFigures | undefined
  /** Of how many of the newest answers the pace is. */
  readonly newest: number
  readonly onGold: boolean
}

function Row({ project, since, person, pace, newest, onGold }: RowProps) {
  const { t } = useTranslation('quality')
  const { id, name, score, gold, skill } = person
  return (
    <tr>
      <td>
        <span className="lw-row">
          <PersonAvatar name={name} />
          <ContrastsLink project={project} wanted={{ person: id }}>
            {name}
          </ContrastsLink>
        </span>
      </td>
      <td className="lw-right lw-num">
        {score ? (
          <ContrastsLink
            project={project}
            wanted={{ person: id, since }}
            label={t('scoredOf', { count: score.n, formatted: count(score.n), name })}
          >
            {count(score.n)}
          </ContrastsLink>
        ) : (
          '0'
        )}
      </td>
      <td>{score ? <Interval score={score} /> : '–'}</td>
      {onGold && (
        <td>
          {gold ? (
            <span className="lw-row">
              <Interval score={gold} />
              <ContrastsLink
                project={project}
                wanted={{ person: id, gold: true }}
                label={t('goldOf', { count: gold.n, formatted: count(gold.n), name })}
              >
                {t('goldN', { n: count(gold.n) })}
              </ContrastsLink>
            </span>
          ) : (
            '–'
          )}
        </td>
      )}
      {[told(pace?.seconds_median, duration), told(pace?.agreement, percent)].map((figure, place) => (
        <td key={place} className="lw-right lw-num">
          {figure === null ? (
            '–'
          ) : (
            <ItemsLink
              project={project}
              given={{ what: 'answer', by: id, newest }}
              label={`${figure}: ${t('newestOf', { count: newest, name })}`}
            >
              {figure}
            </ItemsLink>
          )}
        </td>
      ))}
      <td className="lw-right lw-num">
        <ContrastsLink project={project} wanted={{ person: id }} label={t('skillOf', { skill: percent(skill), name })}>
          {percent(skill)}
        </ContrastsLink>
      </td>
    </tr>
  )
}

function told(value: number | null | undefined, format: (value: number) => string): string | null {
  return value === null || value === undefined ? null : format(value)
}
