// How far one is in training or qualifying, calmly above the work.
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Test } from '@client/types'
import classes from './Standing.module.css'

export function TestStrip({ test: { kind, n, of } }: { readonly test: Test }) {
  const { t } = useTranslation('gold')
  return (
    <div className="lw-row" data-testid="test">
      <Text size="sm" fw={600} className="lw-num">
        {t(`test.${kind}`, { n, of })}
      </Text>
      <span className={classes.track} aria-hidden>
        <span className={classes.filled} style={{ width: `${String((n / of) * 100)}%` }} />
      </span>
      <Text size="sm" c="dimmed">
        {t(`test.${kind}Hint`)}
      </Text>
    </div>
  )
}
