// Which gold is shown: of one pool, with one finding, in use or retired.
import { NativeSelect, SegmentedControl } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { FINDINGS, POOLS, type GoldFinding, type Pool } from '@client/queries/gold'
import { count } from '@ui/format'
import { withField, type GoldSearch } from './search'

interface GoldFiltersProps {
  readonly search: GoldSearch
  /** How many are in use, of each pool. */
  readonly counts: Readonly<Record<Pool, number>>
  readonly onSearch: (search: GoldSearch) => void
  /** What stands at the end of the line. */
  readonly children: ReactNode
}

export function GoldFilters({ search, counts, onSearch, children }: GoldFiltersProps) {
  const { t } = useTranslation('gold')
  const tally = (pool: Pool): string => (search.retired ? '' : ` ${count(counts[pool])}`)
  return (
    <div className="lw-row" style={{ flexWrap: 'wrap' }}>
      <SegmentedControl
        aria-label={t('pool')}
        value={search.pool ?? ''}
        onChange={(pool) => onSearch(withField(search, 'pool', pool === '' ? undefined : (pool as Pool)))}
        data={[
          { value: '', label: t('all') },
          ...POOLS.map((pool) => ({ value: pool, label: `${t(`pools.${pool}`)}${tally(pool)}` })),
        ]}
      />
      <NativeSelect
        aria-label={t('finding')}
        value={search.finding ?? ''}
        onChange={({ currentTarget: { value } }) =>
          onSearch(withField(search, 'finding', value === '' ? undefined : (value as GoldFinding)))
        }
        data={[
          { value: '', label: `${t('finding')}: ${t('all')}` },
          ...FINDINGS.map((finding) => ({ value: finding, label: t(`findings.${finding}`) })),
        ]}
      />
      <span className="lw-grow" />
      <SegmentedControl
        aria-label={t('retired')}
        value={search.retired ? 'retired' : 'inUse'}
        onChange={(which) => onSearch(withField(search, 'retired', which === 'retired' ? true : undefined))}
        data={[
          { value: 'inUse', label: t('inUse') },
          { value: 'retired', label: t('retired') },
        ]}
      />
      {children}
    </div>
  )
}
