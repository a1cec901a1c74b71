// One bar for all tasks: done, then stage by stage what is under way and what waits.
import { Tooltip } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { StageCounts } from '@client/types'
import { count } from '@ui/format'
import { useStageName } from '../spec/stageName'
import { slices, type Slice } from './progress'

const COLORS: Readonly<Record<Slice['kind'], string>> = {
  done: 'var(--lw-accent)',
  waiting: 'color-mix(in srgb, var(--lw-accent) 45%, var(--lw-sunken))',
  open: 'var(--lw-line)',
  skipped: 'repeating-linear-gradient(135deg, var(--lw-strong) 0 3px, var(--lw-line) 3px 6px)',
}

export function StageBar({
  stages,
  total,
  height = 6,
}: {
  stages: readonly StageCounts[]
  total: number
  height?: number
}) {
  const { t } = useTranslation('common')
  const stageName = useStageName()
  const parts = slices(stages)
  const name = (slice: Slice): string =>
    `${slice.kind === 'done' || slice.kind === 'skipped' ? t(`states.${slice.kind}`) : `${stageName(slice.name)}: ${t(`states.${slice.kind}`)}`}, ${count(slice.count)}`
  return (
    <div
      role="img"
      aria-label={parts.map(name).join('; ') || t('none')}
      style={{
        display: 'flex',
        gap: 2,
        height,
        borderRadius: height,
        overflow: 'hidden',
        background: 'var(--lw-sunken)',
      }}
    >
      {parts.map((slice) => (
        <Tooltip key={slice.key} label={name(slice)}>
          <div
            style={{
              flex: `${String(slice.count / Math.max(total, 1))} 1 0`,
              minWidth: 2,
              background: COLORS[slice.kind],
            }}
          />
        </Tooltip>
      ))}
    </div>
  )
}
