// One event in words.
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Event } from '@client/types'
import { ago, when } from '@ui/format'

export function EventLine({ event }: { event: Event }) {
  const { t, i18n } = useTranslation('activity')
  const name = event.kind.replaceAll('.', '-')
  const known = i18n.exists(`kinds.${name}`, { ns: 'activity' })
  const what = known ? t(`kinds.${name}` as 'kinds.other') : event.kind.replaceAll(/[._]/g, ' ')
  return (
    <div className="lw-row" style={{ alignItems: 'baseline' }}>
      <Text size="sm" className="lw-grow" style={{ overflowWrap: 'anywhere' }}>
        <strong>{event.actor?.name ?? t('system')}</strong> {what} <Details data={event.data} />
      </Text>
      <Text size="xs" c="dimmed" title={when(event.created_at)} style={{ whiteSpace: 'nowrap' }}>
        {ago(event.created_at)}
      </Text>
    </div>
  )
}

/** The few facts of an event that say more than its kind. */
function Details({ data }: { data: Event['data'] }) {
  const shown = ['name', 'reason', 'outcome', 'message', 'role', 'format', 'revision', 'priority', 'action']
    .filter((key) => ['string', 'number'].includes(typeof data[key]) && data[key] !== '')
    .map((key) => String(data[key]))
  if (shown.length === 0) return null
  return (
    <Text span size="sm" c="dimmed">
      {shown.join(' · ')}
    </Text>
  )
}
