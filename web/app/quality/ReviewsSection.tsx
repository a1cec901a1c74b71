// What reviewers said in the last days: who accepted, fixed and rejected how much, of whom, in which stage, and why.
// Every number leads to the items behind it.
import { Skeleton, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useReviews, type Outcomes, type Reviews } from '@client/queries/quality'
import type { GivenFilter } from '@client/queries/tasks'
import { OUTCOMES } from '@client/types'
import { count, date, percent } from '@ui/format'
import { Section } from '@ui/Page'
import { ProblemView } from '../ProblemView'
import { useStageName } from '../spec/stageName'
import { ItemsLink } from './ItemsLink'
import classes from './Quality.module.css'

export function ReviewsSection({ project }: { readonly project: string }) {
  const { t } = useTranslation('quality')
  const { data, error } = useReviews(project)
  return (
    <Section title={t('reviews.title')}>
      {error && <ProblemView error={error} />}
      {!data && !error && <Skeleton height={80} />}
      {data && data.reviewers.length === 0 && <Text c="dimmed">{t('reviews.none')}</Text>}
      {data && data.reviewers.length > 0 && <Figures project={project} reviews={data} />}
    </Section>
  )
}

function Figures({ project, reviews }: { readonly project: string; readonly reviews: Reviews }) {
  const { t } = useTranslation('quality')
  const stageName = useStageName()
  const { since, reviewers, annotators, stages } = reviews
  return (
    <>
      <div className={classes.halves}>
        <OutcomeTable
          project={project}
          since={since}
          head={t('reviews.by')}
          rows={reviewers.map(({ user_id: by, ...row }) => ({ ...row, key: by, of: { by } }))}
        />
        <OutcomeTable
          project={project}
          since={since}
          head={t('reviews.of')}
          rows={annotators.map(({ user_id: of, ...row }) => ({ ...row, key: of, of: { of } }))}
        />
        <OutcomeTable
          project={project}
          since={since}
          head={t('reviews.stage')}
          rows={stages.map(({ stage, name, ...row }) => ({
            ...row,
            name: stageName(name),
            key: String(stage),
            of: { stage },
          }))}
        />
        {reviews.reasons.length > 0 && <Reasons project={project} reviews={reviews} />}
      </div>
      <Text size="xs" c="dimmed" mt={6}>
        {t('reviews.hint', { day: date(since) })}
      </Text>
    </>
  )
}

interface Row extends Outcomes {
  readonly key: string
  /** What tells its verdicts from those of other rows. */
  readonly of: Omit<GivenFilter, 'what'>
}

interface OutcomeTableProps {
  readonly project: string
  readonly since: string
  readonly head: string
  readonly rows: readonly Row[]
}

function OutcomeTable({ project, since, head, rows }: OutcomeTableProps) {
  const { t } = useTranslation('quality')
  return (
    <table className="lw-table">
      <thead>
        <tr>
          <th scope="col">{head}</th>
          {OUTCOMES.map((outcome) => (
            <th key={outcome} scope="col" className="lw-right">
              {t(`reviews.outcomes.${outcome}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <td>{row.name || '–'}</td>
            {OUTCOMES.map((outcome) => {
              const n = row[outcome]
              return (
                <td key={outcome} className="lw-right lw-num">
                  {n === 0 ? (
                    '0'
                  ) : (
                    <ItemsLink
                      project={project}
                      given={{ what: outcome, ...row.of, since }}
                      label={t('reviews.cell', {
                        outcome: t(`reviews.outcomes.${outcome}`),
                        name: row.name,
                        n: count(n),
                      })}
                    >
                      {count(n)}
                    </ItemsLink>
                  )}{' '}
                  <span className={classes.axis}>{percent(n / Math.max(1, row.accept + row.fix + row.reject))}</span>
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Reasons({ project, reviews }: { readonly project: string; readonly reviews: Reviews }) {
  const { t } = useTranslation('quality')
  const { since, reasons, all_reasons: all } = reviews
  return (
    <table className="lw-table">
      <thead>
        <tr>
          <th scope="col">{t('reviews.reason')}</th>
          <th scope="col">{t('reviews.outcome')}</th>
          <th scope="col" className="lw-right">
            {t('reviews.times')}
          </th>
        </tr>
      </thead>
      <tbody>
        {reasons.map(({ outcome, reason, n }) => (
          <tr key={`${outcome}:${reason}`}>
            <td className={classes.reason}>{reason}</td>
            <td>{t(`reviews.outcomes.${outcome}`)}</td>
            <td className="lw-right lw-num">
              <ItemsLink
                project={project}
                given={{ what: outcome, reason, since }}
                label={t('reviews.cell', { outcome: t(`reviews.outcomes.${outcome}`), name: reason, n: count(n) })}
              >
                {count(n)}
              </ItemsLink>
            </td>
          </tr>
        ))}
      </tbody>
      {reasons.length < all && (
        <tfoot>
          <tr>
            <td colSpan={3} className={classes.axis}>
              {t('reviews.some', { shown: count(reasons.length), count: all, formatted: count(all) })}
            </td>
          </tr>
        </tfoot>
      )}
    </table>
  )
}
