// Why answers differ or are sent back: one list for the adjudicator, the reviewer and verdicts on many.
import { useTranslation } from 'react-i18next'

const REASONS = ['guideline', 'missed', 'class', 'shape', 'attributes', 'picture'] as const

/** The reasons in words, in one order everywhere. */
export function useReasons(): readonly string[] {
  const { t } = useTranslation('label')
  return REASONS.map((one) => t(`adjudicate.reasons.${one}`))
}
