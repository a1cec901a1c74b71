// Whether an answer to gold was good enough: a hook or a cross, told apart by shape and by colour.
import { IconCheck, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

export function PassSign({ passed, label }: { readonly passed: boolean; readonly label?: string }) {
  const { t } = useTranslation('gold')
  const Sign = passed ? IconCheck : IconX
  return (
    <Sign
      size={15}
      stroke={2.2}
      role="img"
      aria-label={label ?? t(passed ? 'passed' : 'notPassed')}
      style={{ flex: 'none', display: 'block', color: `var(${passed ? '--lw-good' : '--lw-bad'})` }}
    />
  )
}
