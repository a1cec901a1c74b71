// The calibrations of a project: for those who lead it all of them, for others those they belong to.
import { Badge, Button, Skeleton, Text } from '@mantine/core'
import { IconPlus, IconUsersGroup } from '@tabler/icons-react'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCalibrations, type CalibrationSession } from '@client/queries/calibrations'
import { useProject } from '@client/queries/projects'
import { Empty } from '@ui/Empty'
import { ago, when } from '@ui/format'
import { Page } from '@ui/Page'
import { PersonAvatar } from '@ui/PersonAvatar'
import { MoreButton } from '../gold/MoreButton'
import { ProblemView } from '../ProblemView'
import { can } from '../roles'
import { NewCalibration } from './NewCalibration'

const route = getRouteApi('/inside/projects/$id/calibrations')

export function CalibrationsPage() {
  const { t } = useTranslation('calibration')
  const { id } = route.useParams()
  const role = useProject(id).data?.role ?? null
  const [making, setMaking] = useState(false)
  const sessions = useCalibrations(id)
  const rows = sessions.data?.pages.flatMap((page) => page.items) ?? []
  const begin = can(role, 'manage') && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setMaking(true)}>
      {t('new')}
    </Button>
  )
  return (
    <Page title={t('title')} actions={rows.length > 0 && begin}>
      {sessions.error && <ProblemView error={sessions.error} onRetry={() => void sessions.refetch()} />}
      {sessions.isPending && <Skeleton height={200} />}
      {sessions.data && rows.length === 0 && (
        <div className="lw-panel">
          <Empty icon={<IconUsersGroup size={44} stroke={1.4} />} title={t('emptyTitle')} action={begin}>
            {t(can(role, 'manage') ? 'emptyText' : 'emptyOwn')}
          </Empty>
        </div>
      )}
      {rows.length > 0 && (
        <div className="lw-panel" style={{ overflowX: 'auto' }} tabIndex={0} role="group" aria-label={t('title')}>
          <table className="lw-table">
            <thead>
              <tr>
                <th scope="col">{t('name')}</th>
                <th scope="col">{t('state')}</th>
                <th scope="col">{t('people')}</th>
                <th scope="col" className="lw-right">
                  {t('settledHead')}
                </th>
                <th scope="col">{t('begun')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((session) => (
                <SessionRow key={session.id} project={id} session={session} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <MoreButton pages={sessions} />
      <NewCalibration project={id} tasks={[]} opened={making} onClose={() => setMaking(false)} />
    </Page>
  )
}

function SessionRow({ project, session }: { readonly project: string; readonly session: CalibrationSession }) {
  const { t } = useTranslation('calibration')
  return (
    <tr>
      <td>
        <Link to="/projects/$id/calibrations/$session" params={{ id: project, session: session.id }}>
          {session.name}
        </Link>
      </td>
      <td>
        <StateBadge state={session.state} />
      </td>
      <td>
        <span className="lw-row" style={{ gap: 4 }}>
          {session.people.slice(0, 6).map((person) => (
            <span
              key={person.id}
              title={t('doneOf', { name: person.name, done: person.answered + person.skipped, of: session.items })}
            >
              <PersonAvatar name={person.name} />
            </span>
          ))}
          {session.people.length > 6 && (
            <Text size="xs" c="dimmed">
              +{session.people.length - 6}
            </Text>
          )}
        </span>
      </td>
      <td className="lw-right lw-num">{t('settledOf', { settled: session.settled, items: session.items })}</td>
      <td>
        <Text size="sm" c="dimmed" title={when(session.created_at)}>
          {ago(session.created_at)}
        </Text>
      </td>
    </tr>
  )
}

const COLORS = { open: 'gray', discussing: 'accent', closed: 'gray' } as const

export function StateBadge({ state }: { readonly state: CalibrationSession['state'] }) {
  const { t } = useTranslation('calibration')
  return (
    <Badge color={COLORS[state]} variant={state === 'closed' ? 'outline' : 'light'}>
      {t(`states.${state}`)}
    </Badge>
  )
}
