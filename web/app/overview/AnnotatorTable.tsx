// What each person has done, and how it was judged.
import { Avatar, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { AnnotatorFigures } from '@client/types'
import { count, duration, percent } from '@ui/format'

export function AnnotatorTable({ rows }: { rows: readonly AnnotatorFigures[] }) {
  const { t } = useTranslation('overview')
  if (rows.length === 0) return <Text c="dimmed">{t('nobody')}</Text>
  return (
    <div style={{ overflowX: 'auto' }}>
      <table className="lw-table">
        <thead>
          <tr>
            <th scope="col">{t('person')}</th>
            {(['answers', 'secondsEach', 'accepted', 'fixed', 'rejected', 'agreement'] as const).map((column) => (
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
                  <Avatar size={24} radius="xl" name={row.name} color="initials" />
                  {row.name}
                </span>
              </td>
              <td className="lw-right lw-num">{count(row.answers)}</td>
              <td className="lw-right lw-num">{row.seconds_median === null ? '–' : duration(row.seconds_median)}</td>
              <td className="lw-right lw-num">{count(row.accepted)}</td>
              <td className="lw-right lw-num">{count(row.fixed)}</td>
              <td className="lw-right lw-num">{count(row.rejected)}</td>
              <td className="lw-right lw-num">{row.agreement === null ? '–' : percent(row.agreement)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
