// The items that people differ on most, or whose label is least sure.
import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Quality } from '@client/queries/quality'
import { count, percent } from '@ui/format'
import classes from './Quality.module.css'

export function Hardest({ quality, project }: { readonly quality: Quality; readonly project: string }) {
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
      {quality.recent.n < quality.recent.all && (
        <Text size="xs" c="dimmed" mt={6}>
          {t('recent', { count: quality.recent.n, n: count(quality.recent.n), all: count(quality.recent.all) })}
        </Text>
      )}
    </div>
  )
}
