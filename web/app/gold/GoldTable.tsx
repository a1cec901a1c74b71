// Gold items with what people made of them.
import { Badge, Text, Tooltip } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { GoldFinding, GoldItem } from '@client/queries/gold'
import { count, percent } from '@ui/format'
import { Thumb } from '../data/Thumb'
import { Interval } from '../quality/Interval'
import { GoldActions } from './GoldActions'
import classes from './Gold.module.css'

interface GoldTableProps {
  readonly project: string
  readonly rows: readonly GoldItem[]
}

export function GoldTable({ project, rows }: GoldTableProps) {
  const { t } = useTranslation('gold')
  return (
    <div className={`${classes.table ?? ''} lw-panel`} tabIndex={0} role="group" aria-label={t('tabs.items')}>
      <table className="lw-table">
        <thead>
          <tr>
            <th scope="col">{t('item')}</th>
            <th scope="col">{t('pool')}</th>
            <th scope="col" className="lw-right">
              {t('answers')}
            </th>
            <th scope="col" className="lw-right">
              {t('passRate')}
            </th>
            <th scope="col">{t('meanScore')}</th>
            <th scope="col">{t('findingsColumn')}</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <GoldRow key={row.task_id} project={project} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function GoldRow({ project, row }: { readonly project: string; readonly row: GoldItem }) {
  const { t } = useTranslation('gold')
  const params = { id: project, task: row.task_id }
  return (
    <tr>
      <td>
        <span className="lw-row">
          <span className={classes.thumb}>
            <Thumb row={row} size={128} />
          </span>
          <span style={{ minWidth: 0 }}>
            <Link to="/projects/$id/items/$task" params={params} className="lw-link">
              {row.name}
            </Link>
            {row.note && (
              <Text size="xs" c="dimmed" lineClamp={2} title={row.note}>
                {row.note}
              </Text>
            )}
          </span>
        </span>
      </td>
      <td>
        <Badge color="gray" title={t(`poolHints.${row.pool}`)}>
          {t(`pools.${row.pool}`)}
        </Badge>
      </td>
      <td className="lw-right lw-num">{count(row.answers)}</td>
      <td className="lw-right lw-num">{row.pass_rate === null ? '–' : percent(row.pass_rate)}</td>
      <td>{row.score ? <Interval score={row.score} /> : '–'}</td>
      <td>
        <span className="lw-row" style={{ gap: 4, flexWrap: 'wrap' }}>
          {row.findings.map((finding) => (
            <FindingBadge key={finding} finding={finding} />
          ))}
        </span>
      </td>
      <td className="lw-right">
        <GoldActions project={project} row={row} />
      </td>
    </tr>
  )
}

/** What is wrong with a gold item; what that means is told on hover and on focus. */
function FindingBadge({ finding }: { readonly finding: GoldFinding }) {
  const { t } = useTranslation('gold')
  return (
    <Tooltip label={t(`findingHints.${finding}`)} multiline w={260} events={{ hover: true, focus: true, touch: true }}>
      <Badge color={finding === 'doubtful' || finding === 'leaky' ? 'orange' : 'gray'} tabIndex={0}>
        {t(`findings.${finding}`)}
      </Badge>
    </Tooltip>
  )
}
