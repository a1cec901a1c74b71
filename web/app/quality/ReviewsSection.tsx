// What reviewers said in the last days: who accepted, fixed and rejected how much, of whom, and why.
import { Skeleton, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useReviews, type Outcomes } from '@client/queries/quality'
import { count, percent } from '@ui/format'
import { Section } from '@ui/Page'
import { ProblemView } from '../ProblemView'
import classes from './Quality.module.css'

export function ReviewsSection({ project }: { readonly project: string }) {
  const { t } = useTranslation('quality')
  const { data, error } = useReviews(project)
  return (
    <Section title={t('reviews.title')}>
      {error && <ProblemView error={error} />}
      {!data && !error && <Skeleton height={80} />}
      {data && data.reviewers.length === 0 && <Text c="dimmed">{t('reviews.none')}</Text>}
      {data && data.reviewers.length > 0 && (
        <>
          <div className={classes.halves}>
            <OutcomeTable rows={data.reviewers} head={t('reviews.by')} />
            <OutcomeTable rows={data.annotators} head={t('reviews.of')} project={project} />
          </div>
          {data.reasons.length > 0 && (
            <ul className={classes.reasons} aria-label={t('reviews.reasons')}>
              {data.reasons.map(({ outcome, reason, n }) => (
                <li key={`${outcome}:${reason}`}>
                  <span className="lw-num">{count(n)} ×</span> {t(`reviews.outcomes.${outcome}`)}: “{reason}”
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </Section>
  )
}

interface OutcomeTableProps {
  readonly rows: readonly Outcomes[]
  readonly head: string
  /** Where it is of annotators: the project whose answers each leads to. */
  readonly project?: string
}

function OutcomeTable({ rows, head, project }: OutcomeTableProps) {
  const { t } = useTranslation('quality')
  return (
    <table className="lw-table">
      <thead>
        <tr>
          <th scope="col">{head}</th>
          {(['accept', 'fix', 'reject'] as const).map((outcome) => (
            <th key={outcome} scope="col" className="lw-right">
              {t(`reviews.outcomes.${outcome}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ user_id: user, name, accept, fix, reject }) => (
          <tr key={user}>
            <td>
              {project === undefined ? (
                name
              ) : (
                <Link
                  to="/projects/$id/quality/items"
                  params={{ id: project }}
                  search={{ person: user }}
                  className="lw-link"
                >
                  {name}
                </Link>
              )}
            </td>
            {[accept, fix, reject].map((n, place) => (
              <td key={place} className="lw-right lw-num">
                {count(n)} <span className={classes.axis}>{percent(n / Math.max(1, accept + fix + reject))}</span>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
