// A share from 0 to 1 as a bar: where it lies, the interval that holds it, and the mark it is measured by.
import classes from './Range.module.css'

interface RangeProps {
  readonly mean: number
  readonly low?: number | null
  readonly high?: number | null
  /** What is asked for. */
  readonly pass?: number | undefined
  /** As wide as there is room. */
  readonly wide?: boolean
}

export function Range({ mean, low = null, high = null, pass, wide = false }: RangeProps) {
  return (
    <span className={classes.range} data-wide={wide || undefined} aria-hidden>
      {low !== null && high !== null && (
        <span className={classes.span} style={{ left: at(low), width: at(high - low) }} />
      )}
      {pass !== undefined && <span className={classes.pass} style={{ left: at(pass) }} />}
      <span
        className={classes.mark}
        data-below={(pass !== undefined && mean < pass) || undefined}
        style={{ left: at(mean) }}
      />
    </span>
  )
}

function at(share: number): string {
  return `${String(share * 100)}%`
}
