// Which item of a calibration one has in hand, calmly above the work.
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Bundle } from '@client/types'

export function CalibrationStrip({ turn: { n, of } }: { readonly turn: NonNullable<Bundle['calibration']> }) {
  const { t } = useTranslation('calibration')
  return (
    <div className="lw-row" data-testid="calibration">
      <Text size="sm" fw={600} className="lw-num">
        {t('strip', { n, of })}
      </Text>
      <Text size="sm" c="dimmed">
        {t('stripHint')}
      </Text>
    </div>
  )
}
