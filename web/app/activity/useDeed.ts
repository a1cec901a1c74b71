// What was done, in words, by the kind of its event; of a verdict its outcome.
import { useTranslation } from 'react-i18next'
import type { Event } from '@client/types'

export function useDeed({ kind, data }: Pick<Event, 'kind' | 'data'>): string {
  const { t, i18n } = useTranslation('activity')
  const names = [kind.replaceAll('.', '-')]
  if (typeof data.outcome === 'string') names.unshift(`${kind.replaceAll('.', '-')}-${data.outcome}`)
  const known = names.find((name) => i18n.exists(`kinds.${name}`, { ns: 'activity' }))
  return known ? t(`kinds.${known}` as 'kinds.other', { priority: data.priority }) : kind.replaceAll(/[._]/g, ' ')
}
