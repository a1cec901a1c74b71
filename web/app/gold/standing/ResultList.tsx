// One's own answers to gold of which the right one may be seen, each leading there.
import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { GoldResult } from '@client/queries/gold'
import { ago, percent, when } from '@ui/format'
import { PassSign } from '../PassSign'
import classes from './Standing.module.css'

interface ResultListProps {
  readonly project: string
  readonly results: readonly GoldResult[]
}

export function ResultList({ project, results }: ResultListProps) {
  const { t } = useTranslation('gold')
  return (
    <table className="lw-table">
      <tbody>
        {results.map((result) => (
          <tr key={result.answer_id}>
            <td style={{ width: 28 }}>
              <PassSign passed={result.passed} />
            </td>
            <td>
              <Link
                to="/projects/$id/feedback/$answer"
                params={{ id: project, answer: result.answer_id }}
                className="lw-link"
                title={t('mine.look')}
              >
                {result.name}
              </Link>
            </td>
            <td className="lw-right lw-num">{percent(result.score)}</td>
            <td className="lw-right">
              <Text size="xs" c="dimmed" title={when(result.created_at)}>
                {ago(result.created_at)}
              </Text>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The results with their title, in a box that scrolls; nothing where there are none. */
export function ResultBox({ project, results }: ResultListProps) {
  const { t } = useTranslation('gold')
  if (results.length === 0) return null
  return (
    <div>
      <Text size="xs" c="dimmed" mb={4}>
        {t('before.answers')}
      </Text>
      <div className={classes.results}>
        <ResultList project={project} results={results} />
      </div>
    </div>
  )
}
