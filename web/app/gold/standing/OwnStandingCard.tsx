// How oneself stands in a project: how far before the work, how well on gold, and what was right, where that is told.
import { Badge, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useOwnStanding, type OwnStanding, type Progress } from '@client/queries/gold'
import { count, percent } from '@ui/format'
import { Section } from '@ui/Page'
import { Interval } from '../../quality/Interval'
import { ProblemView } from '../../ProblemView'
import { StandingBadge } from '../StandingBadge'
import { ResultList } from './ResultList'

export function OwnStandingCard({ project }: { readonly project: string }) {
  const { t } = useTranslation('gold')
  const { data, error, refetch } = useOwnStanding(project)
  if (error) return <ProblemView error={error} onRetry={() => void refetch()} />
  if (!data || !saysAnything(data)) return null
  const { training, qualify, score, feedback } = data
  return (
    <Section title={t('mine.title')} actions={<StandingBadge state={data.state} />}>
      <div style={{ display: 'grid', gap: 12 }}>
        {data.reason && <Text>{data.reason}</Text>}
        {(training || qualify) && (
          <div className="lw-row">
            {training && <Done label={t('mine.training')} progress={training} />}
            {qualify && <Done label={t('mine.qualify')} progress={qualify} />}
            {qualify?.score !== null && qualify && (
              <Text size="sm" className="lw-num">
                {t('before.scored', { score: percent(qualify.score), pass: percent(qualify.pass) })}
              </Text>
            )}
          </div>
        )}
        {score && (
          <div>
            <Text size="xs" c="dimmed" mb={4}>
              {t('mine.score', { count: score.n, formatted: count(score.n) })}
            </Text>
            <Interval score={score} />
          </div>
        )}
        {feedback.length > 0 && (
          <div>
            <Text size="xs" c="dimmed" mb={4}>
              {t('mine.results')}
            </Text>
            <ResultList project={project} results={feedback} />
          </div>
        )}
      </div>
    </Section>
  )
}

/** Projects without gold say nothing of standing. */
function saysAnything({ state, training, qualify, score, feedback }: OwnStanding): boolean {
  return state !== 'working' || training !== null || qualify !== null || score !== null || feedback.length > 0
}

function Done({ label, progress }: { readonly label: string; readonly progress: Progress }) {
  const { t } = useTranslation('gold')
  return (
    <Badge color="gray">
      {label} {t('mine.progress', { done: progress.done, of: progress.of })}
    </Badge>
  )
}
