// A line on why a task waits for another answer.
import { Text, type TextProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Asked } from '@client/types'
import { askedText } from './asked'

export function AskedLine({ asked, ...look }: { asked?: Asked | null | undefined } & TextProps) {
  const { t } = useTranslation('data')
  if (!asked) return null
  return (
    <Text size="sm" c="dimmed" {...look}>
      {askedText(asked, t)}
    </Text>
  )
}
