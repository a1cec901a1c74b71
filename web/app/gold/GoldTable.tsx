// Gold items with what people made of them.
import { Badge, Checkbox, Text, Tooltip } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { GoldFinding, GoldItem } from '@client/queries/gold'
import { count, percent } from '@ui/format'
import { isSelected, NOTHING, toggle, type Selection } from '../data/selection'
import { Thumb } from '../data/Thumb'
import { Interval } from '../quality/Interval'
import { GoldActions } from './GoldActions'
import { GoldBulk } from './GoldBulk'
import classes from './Gold.module.css'

interface GoldTableProps {
  readonly project: string
  readonly rows: readonly GoldItem[]
}

export function GoldTable({ project, rows }: GoldTableProps) {
  const { t } = useTranslation('gold')
  const [selection, setSelection] = useState<Selection>(NOTHING)
  const order = rows.map(({ task_id: task }) => task)
  const chosen = rows.filter(({ task_id: task }) => isSelected(selection, task))
  const all = chosen.length === rows.length
  return (
    <div className={`${classes.table ?? ''} lw-panel`} tabIndex={0} role="group" aria-label={t('tabs.items')}>
      {chosen.length > 0 && <GoldBulk project={project} rows={chosen} onDone={() => setSelection(NOTHING)} />}
      <table className="lw-table">
        <thead>
          <tr>
            <th className={classes.box}>
              <Checkbox
                aria-label={t('many.all')}
                checked={all}
                indeterminate={chosen.length > 0 && !all}
                onChange={() => setSelection(all ? NOTHING : { kind: 'some', ids: new Set(order), anchor: null })}
              />
            </th>
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
            <GoldRow
              key={row.task_id}
              project={project}
              row={row}
              selected={isSelected(selection, row.task_id)}
              onSelect={(range) => setSelection(toggle(selection, order, row.task_id, range))}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface GoldRowProps {
  readonly project: string
  readonly row: GoldItem
  readonly selected: boolean
  /** With `range`, all from the last one chosen to this. */
  readonly onSelect: (range: boolean) => void
}

function GoldRow({ project, row, selected, onSelect }: GoldRowProps) {
  const { t } = useTranslation('gold')
  const { t: data } = useTranslation('data')
  const params = { id: project, task: row.task_id }
  return (
    <tr aria-selected={selected} data-selected={selected || undefined}>
      <td>
        <Checkbox
          aria-label={data('select', { name: row.name })}
          checked={selected}
          readOnly
          onClick={(event) => onSelect(event.shiftKey)}
        />
      </td>
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
