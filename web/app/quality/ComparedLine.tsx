// Of how many of all scored answers a figure is.
import { useTranslation } from 'react-i18next'
import type { Of } from '@client/queries/quality'
import { count } from '@ui/format'

export function ComparedLine({ compared: { n, all } }: { readonly compared: Of }) {
  const { t } = useTranslation('quality')
  return n === all
    ? t('comparedAll', { count: all, formatted: count(all) })
    : t('comparedSome', { n: count(n), all: count(all), count: all - n, waiting: count(all - n) })
}
