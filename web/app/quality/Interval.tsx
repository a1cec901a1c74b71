// A mean with its interval, as a bar and in figures.
import { useTranslation } from 'react-i18next'
import type { Mean } from '@client/queries/quality'
import { percent } from '@ui/format'
import { Range } from '@ui/Range'
import classes from './Quality.module.css'

interface IntervalProps {
  readonly score: Mean
  /** What is asked for, where something is. */
  readonly pass?: number | undefined
}

export function Interval({ score: { mean, low, high }, pass }: IntervalProps) {
  const { t } = useTranslation('quality')
  const known = low !== null && high !== null
  return (
    <span className="lw-row" title={known ? t('interval', { low: percent(low), high: percent(high) }) : t('tooFew')}>
      <Range mean={mean} low={low} high={high} pass={pass} />
      <span className="lw-num">
        {percent(mean)}
        {known && <span className={classes.axis}>{` ${percent(low)} – ${percent(high)}`}</span>}
      </span>
    </span>
  )
}
