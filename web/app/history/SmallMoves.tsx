// From which size on moves are told, and how many smaller ones are not.
import { NumberInput, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { LEAST_MOST } from './small'
import classes from './History.module.css'

interface SmallMovesProps {
  readonly least: number
  readonly leftOut: number
  readonly onLeast: (least: number) => void
}

export function SmallMoves({ least, leftOut, onLeast }: SmallMovesProps) {
  const { t } = useTranslation('history')
  return (
    <div className={classes.small}>
      <label className="lw-row">
        <span>{t('leastBefore')}</span>
        <NumberInput
          size="xs"
          w={68}
          aria-label={t('least')}
          min={0}
          max={LEAST_MOST}
          step={0.5}
          decimalScale={1}
          value={least}
          onChange={(value) => {
            if (typeof value === 'number') onLeast(value)
          }}
        />
        <span>{t('leastAfter')}</span>
      </label>
      {leftOut > 0 && (
        <Text size="xs" c="dimmed" role="status">
          {t('leftOut', { count: leftOut, least })}
        </Text>
      )}
    </div>
  )
}
