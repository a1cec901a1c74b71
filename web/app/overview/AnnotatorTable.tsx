// What each person has done, and how it was judged.
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { AnnotatorFigures } from '@client/types'
import { count, duration, percent } from '@ui/format'
import { PersonAvatar } from '@ui/PersonAvatar'

export function AnnotatorTable({ rows }: { rows: readonly AnnotatorFigures[] }) {
  const { t } = useTranslation('overview')
  const agreed = rows.some((row) => row.agreement !== null)
  const columns = [
    'answers',
    'secondsEach',
    'accepted',
    'fixed',
    'rejected',
    ...(agreed ? ['agreement' as const] : []),
  ] as const
  if (rows.length === 0) return <Text c="dimmed">{t('nobody')}</Text>
  return (
    <div style={{ overflowX: 'auto' }}>
      <table className="lw-table">
        <thead>
          <tr>
            <th scope="col">{t('person')}</th>
            {columns.map((column) => (
              <th key={column} scope="col" className="lw-right">
                {t(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>
                <span className="lw-row">
                  <PersonAvatar name={row.name} />
                  {row.name}
                </span>
              </td>
              <td className="lw-right lw-num">{count(row.answers)}</td>
              <td className="lw-right lw-num">{row.seconds_median === null ? '–' : duration(row.seconds_median)}</td>
              <td className="lw-right lw-num">{count(row.accepted)}</td>
              <td className="lw-right lw-num">{count(row.fixed)}</td>
              <td className="lw-right lw-num">{count(row.rejected)}</td>
              {agreed && <td className="lw-right lw-num">{row.agreement === null ? '–' : percent(row.agreement)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
