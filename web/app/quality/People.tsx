// How right everybody's answers are, the least sure first; each leads to the answers behind it.
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useOverview } from '@client/queries/projects'
import type { PersonScore } from '@client/queries/quality'
import { count, duration, percent } from '@ui/format'
import { PersonAvatar } from '@ui/PersonAvatar'
import { Interval } from './Interval'
import { ItemsLink } from './ItemsLink'
import classes from './Quality.module.css'

export function People({ people, project }: { readonly people: readonly PersonScore[]; readonly project: string }) {
  const { t } = useTranslation('quality')
  const overview = useOverview(project).data
  const known = new Map(overview?.annotators.map((one) => [one.id, one]))
  const newest = overview?.recent_answers ?? 0
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
            <tr key={person.id}>
              <td>
                <span className="lw-row">
                  <PersonAvatar name={person.name} />
                  <Link
                    to="/projects/$id/quality/items"
                    params={{ id: project }}
                    search={{ person: person.id }}
                    className="lw-link"
                  >
                    {person.name}
                  </Link>
                </span>
              </td>
              <td className="lw-right lw-num">{count(person.score?.n ?? 0)}</td>
              <td>{person.score ? <Interval score={person.score} /> : '–'}</td>
              {[
                told(known.get(person.id)?.seconds_median, duration),
                told(known.get(person.id)?.agreement, percent),
              ].map((figure, place) => (
                <td key={place} className="lw-right lw-num">
                  {figure === null ? (
                    '–'
                  ) : (
                    <ItemsLink
                      project={project}
                      given={{ what: 'answer', by: person.id, newest }}
                      label={`${figure}: ${t('newestOf', { count: newest, name: person.name })}`}
                    >
                      {figure}
                    </ItemsLink>
                  )}
                </td>
              ))}
              <td className="lw-right lw-num">{percent(person.skill)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function told(value: number | null | undefined, format: (value: number) => string): string | null {
  return value === null || value === undefined ? null : format(value)
}
