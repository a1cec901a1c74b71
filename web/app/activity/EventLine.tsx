// One event in words: who, what, to which item, and why.
import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Event } from '@client/types'
import { ago, time, when } from '@ui/format'
import { useDeed } from './useDeed'

interface EventLineProps {
  readonly event: Event
  /** The project whose data the names of items lead to; left out where all events are of one item. */
  readonly project?: string
}

export function EventLine({ event, project }: EventLineProps) {
  const { t } = useTranslation('activity')
  return (
    <div className="lw-row" style={{ alignItems: 'baseline' }}>
      <Text size="sm" component="div" className="lw-grow" style={{ overflowWrap: 'anywhere' }}>
        <strong>{event.actor?.name ?? t('system')}</strong> {useDeed(event)}{' '}
        <Subject event={event} {...(project === undefined ? {} : { project })} />
        <Details data={event.data} />
      </Text>
      <Text size="xs" c="dimmed" title={when(event.created_at)} style={{ whiteSpace: 'nowrap' }}>
        {project === undefined ? ago(event.created_at) : time(event.created_at)}
      </Text>
    </div>
  )
}

/** The item that it was done to, or how many. */
function Subject({ event, project }: EventLineProps) {
  const { t } = useTranslation('activity')
  const { item, subject, data } = event
  if (project === undefined) return t('it')
  if (item && subject) {
    return (
      <Link to="/projects/$id/data" params={{ id: project }} search={{ task: subject }} className="lw-link">
        {item}
      </Link>
    )
  }
  return Array.isArray(data.tasks) ? t('items', { count: data.tasks.length }) : null
}

/** The few facts of an event that say more than its kind. */
function Details({ data }: { data: Event['data'] }) {
  const { t } = useTranslation('activity')
  const shown = ['name', 'reason', 'message', 'role', 'format', 'revision', 'action']
    .filter((key) => ['string', 'number'].includes(typeof data[key]) && data[key] !== '')
    .map((key) => String(data[key]))
  if (typeof data.warning_count === 'number') shown.push(t('warnings', { count: data.warning_count }))
  if (shown.length === 0) return null
  return (
    <Text span size="sm" c="dimmed">
      {' '}
      {shown.join(' · ')}
    </Text>
  )
}
