// A line on why a task waits for another answer.
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Asked } from '@client/types'
import { askedText } from './asked'

export function AskedLine({ asked, className }: { asked: Asked | null; className?: string }) {
  const { t } = useTranslation('data')
  if (asked === null) return null
  return (
    <Text size="sm" c="dimmed" className={className}>
      {askedText(asked, t)}
    </Text>
  )
}
