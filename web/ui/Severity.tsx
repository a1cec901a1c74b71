// The sign of an error or a warning.
import { IconAlertTriangle, IconCircleX } from '@tabler/icons-react'

interface SeverityProps {
  readonly severity: 'error' | 'warning'
  /** What a screen reader says. */
  readonly label: string
}

export function Severity({ severity, label }: SeverityProps) {
  const error = severity === 'error'
  const Sign = error ? IconCircleX : IconAlertTriangle
  return (
    <Sign
      size={15}
      stroke={1.8}
      role="img"
      aria-label={label}
      style={{ flex: 'none', color: `var(${error ? '--lw-bad' : '--lw-warn'})` }}
    />
  )
}
