// What the labels cost, for those who run the project: in all, by label and task, by stage and person, and for nothing.
import { Button, NativeSelect, Skeleton, Text } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useCost, type Cost, type CostShare } from '@client/queries/cost'
import type { GivenFilter } from '@client/queries/tasks'
import { count, date, duration } from '@ui/format'
import { Section } from '@ui/Page'
import { Stat } from '@ui/Stat'
import { ProblemView } from '../../ProblemView'
import { useStageName } from '../../spec/stageName'
import { ItemsLink } from '../ItemsLink'
import { csvOfCost } from './costCsv'
import { money } from './money'
import { RatesDialog } from './RatesDialog'
import classes from '../Quality.module.css'

const PERIODS = [7, 30, 90, 0] as const

export function CostSection({ project, name }: { readonly project: string; readonly name: string }) {
  const { t } = useTranslation('quality')
  const [days, setDays] = useState(30)
  const [editing, setEditing] = useState(false)
  const { data, error, refetch } = useCost(project, days)
  return (
    <Section
      title={t('cost.title')}
      actions={
        <div className="lw-row" data-print="no">
          <NativeSelect
            size="xs"
            aria-label={t('cost.period')}
            value={String(days)}
            onChange={(event) => setDays(Number(event.currentTarget.value))}
            data={PERIODS.map((one) => ({ value: String(one), label: t(`cost.days.${one}`) }))}
          />
          <Button size="xs" variant="default" onClick={() => setEditing(true)}>
            {t('cost.rates')}
          </Button>
          {data && (
            <Button
              size="xs"
              variant="default"
              leftSection={<IconDownload size={14} />}
              renderRoot={(props) => (
                <a
                  {...props}
                  href={`data:text/csv;charset=utf-8,${encodeURIComponent(csvOfCost(data))}`}
                  download={`${name} cost.csv`}
                />
              )}
            >
              {t('cost.csv')}
            </Button>
          )}
        </div>
      }
    >
      {error && <ProblemView error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton height={160} />}
      {data && <Figures project={project} cost={data} />}
      {editing && <RatesDialog project={project} onClose={() => setEditing(false)} />}
    </Section>
  )
}

function Figures({ project, cost }: { readonly project: string; readonly cost: Cost }) {
  const { t } = useTranslation('quality')
  const stageName = useStageName()
  const sum = (value: number | null): string => (value === null ? '–' : money(value, cost.currency))
  const wasted = cost.wasted.reduce((all, share) => all + share.cost, 0)
  const behind = (given: GivenFilter, figure: string, label?: string): ReactNode => (
    <ItemsLink
      project={project}
      given={{ ...given, ...(cost.since === null ? {} : { since: cost.since }) }}
      {...(label === undefined ? {} : { label })}
    >
      {figure}
    </ItemsLink>
  )
  const ofAll = t('cost.behindAll', { n: count(cost.pieces) })
  const pieces = t('cost.of', { count: cost.pieces, formatted: count(cost.pieces), time: duration(cost.seconds) })
  const labels = t('cost.labels', { count: cost.labels, formatted: count(cost.labels) })
  const tasks = t('cost.tasks', { count: cost.tasks, formatted: count(cost.tasks) })
  return (
    <>
      {cost.currency === '' && (
        <Text size="sm" c="dimmed" mb="sm">
          {t('cost.noRates')}
        </Text>
      )}
      <div className={classes.stats}>
        <Stat
          label={t('cost.total')}
          value={sum(cost.total)}
          note={cost.pieces > 0 ? behind({ what: 'work' }, pieces, ofAll) : pieces}
        />
        <Stat
          label={t('cost.perLabel')}
          value={sum(cost.per_label)}
          note={cost.tasks > 0 ? behind({ what: 'label' }, labels) : labels}
        />
        <Stat
          label={t('cost.perTask')}
          value={sum(cost.per_task)}
          note={cost.tasks > 0 ? behind({ what: 'label' }, tasks) : tasks}
        />
        <Stat
          label={t('cost.wasted')}
          value={sum(wasted)}
          note={cost.wasted.map(({ key, pieces }, place) => (
            <span key={key}>
              {place > 0 && ' · '}
              {behind({ what: key }, `${t(`cost.why.${key as 'void'}`)} ${count(pieces)}`)}
            </span>
          ))}
        />
      </div>
      <div className={classes.halves}>
        <Shares
          shares={cost.people}
          currency={cost.currency}
          head={t('person')}
          pieces={({ key, name, pieces }) =>
            behind({ what: 'work', by: key }, count(pieces), t('cost.behind', { n: count(pieces), of: name }))
          }
        />
        <Shares
          shares={cost.stages.map((share) => ({ ...share, name: stageName(share.name) }))}
          currency={cost.currency}
          head={t('cost.stage')}
          pieces={({ key, name, pieces }) =>
            behind(
              { what: 'work', stage: Number(key) },
              count(pieces),
              t('cost.behind', { n: count(pieces), of: name }),
            )
          }
        />
      </div>
      <Days project={project} shares={cost.days} currency={cost.currency} />
      <Text size="xs" c="dimmed" mt={6}>
        {t('cost.hint', { cap: duration(cost.cap) })}{' '}
        {cost.untimed > 0 &&
          behind({ what: 'untimed' }, t('cost.untimed', { count: cost.untimed, formatted: count(cost.untimed) }))}
      </Text>
    </>
  )
}

interface SharesProps {
  readonly shares: readonly CostShare[]
  readonly currency: string
  readonly head: string
  /** How many answers and verdicts, leading to their items. */
  readonly pieces: (share: CostShare) => ReactNode
}

function Shares({ shares, currency, head, pieces }: SharesProps) {
  const { t } = useTranslation('quality')
  const ranked = [...shares].sort((a, b) => b.cost - a.cost || b.seconds - a.seconds)
  return (
    <table className="lw-table">
      <thead>
        <tr>
          <th scope="col">{head}</th>
          <th scope="col" className="lw-right">
            {t('cost.pieces')}
          </th>
          <th scope="col" className="lw-right">
            {t('cost.time')}
          </th>
          <th scope="col" className="lw-right">
            {t('cost.sum')}
          </th>
        </tr>
      </thead>
      <tbody>
        {ranked.map((share) => (
          <tr key={share.key}>
            <td>{share.name || '–'}</td>
            <td className="lw-right lw-num">{pieces(share)}</td>
            <td className="lw-right lw-num">{duration(share.seconds)}</td>
            <td className="lw-right lw-num">{money(share.cost, currency)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface DaysProps {
  readonly project: string
  readonly shares: readonly CostShare[]
  readonly currency: string
}

/** A bar for each day on which something was given. */
function Days({ project, shares, currency }: DaysProps) {
  const { t } = useTranslation('quality')
  const worth = (share: CostShare): number => (currency ? share.cost : share.seconds)
  const most = Math.max(...shares.map(worth), 0)
  if (shares.length < 2 || most === 0) return null
  return (
    <div role="group" aria-label={t('cost.overTime', { count: shares.length })} className={classes.bars}>
      {shares.map((share) => {
        const told = `${date(share.key)}: ${currency ? money(share.cost, currency) : duration(share.seconds)}`
        return (
          <ItemsLink
            key={share.key}
            project={project}
            given={{ what: 'work', since: share.key, until: share.key }}
            label={told}
          >
            <span title={told} style={{ height: `${String(Math.max(2, (worth(share) / most) * 100))}%` }} />
          </ItemsLink>
        )
      })}
    </div>
  )
}
