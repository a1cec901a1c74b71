// A project's frame: its name, its tabs, and the way into the work.
import { Avatar, Button, Tooltip } from '@mantine/core'
import { IconChecklist, IconPencil } from '@tabler/icons-react'
import { Link, Outlet, useNavigate, useParams } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useProject } from '@client/queries/projects'
import { useMe } from '@client/queries/session'
import { useSpec } from '@client/queries/spec'
import { useProjectStream } from '@client/stream'
import type { Person, Role } from '@client/types'
import { PersonAvatar } from '@ui/PersonAvatar'
import { useCommands, type AppCommand } from '../commands/registry'
import { can } from '../roles'
import { TopBar } from './TopBar'
import classes from './TopBar.module.css'

const TABS = [
  { to: '/projects/$id', text: 'overview', key: 'g o', exact: true, may: 'see' },
  { to: '/projects/$id/data', text: 'data', key: 'g d', exact: false, may: 'browse' },
  { to: '/projects/$id/sheet', text: 'sheet', key: 'g h', exact: false, may: 'browse' },
  { to: '/projects/$id/quality', text: 'quality', key: 'g q', exact: false, may: 'see' },
  { to: '/projects/$id/gold', text: 'gold', key: 'g g', exact: false, may: 'manage' },
  { to: '/projects/$id/calibrations', text: 'calibration', key: 'g k', exact: false, may: 'label' },
  { to: '/projects/$id/members', text: 'members', key: 'g m', exact: false, may: 'browse' },
  { to: '/projects/$id/settings', text: 'settings', key: 'g s', exact: false, may: 'browse' },
  { to: '/projects/$id/activity', text: 'activity', key: 'g e', exact: false, may: 'browse' },
  { to: '/projects/$id/checks', text: 'checks', key: 'g c', exact: false, may: 'manage' },
  { to: '/projects/$id/jobs', text: 'jobs', key: 'g b', exact: false, may: 'manage' },
] as const

export function ProjectShell() {
  const { t } = useTranslation('overview')
  const { id } = useParams({ from: '/inside/projects/$id' })
  const { data: project } = useProject(id)
  const present = useProjectStream(id)
  const role = project?.role ?? null
  const navigate = useNavigate()
  const judges = useMayJudge(id, role)
  const tabs = TABS.filter((tab) => can(role, tab.may))
  const commands = useMemo<readonly AppCommand[]>(
    () => [
      ...TABS.filter((tab) => can(role, tab.may)).map((tab): AppCommand => ({
        id: `go.${tab.text}`,
        title: t(`tabs.${tab.text}`),
        group: 'go',
        keys: [tab.key],
        run: () => void navigate({ to: tab.to, params: { id } }),
      })),
      ...WORK.filter((work) => (work.may === 'review' ? judges : can(role, work.may))).map((work): AppCommand => ({
        id: `go.${work.text}`,
        title: t(work.text),
        group: 'go',
        keys: [work.key],
        run: () => void navigate({ to: work.to, params: { id } }),
      })),
    ],
    [t, navigate, id, role, judges],
  )
  useCommands('project', commands)

  return (
    <>
      <TopBar
        end={
          <>
            <Present people={present} />
            {judges && (
              <Button
                size="xs"
                variant="default"
                leftSection={<IconChecklist size={16} />}
                renderRoot={(props) => <Link {...props} to="/projects/$id/review" params={{ id }} />}
              >
                {t('review')}
              </Button>
            )}
            {can(role, 'label') && (
              <Button
                size="xs"
                mr={4}
                leftSection={<IconPencil size={16} />}
                renderRoot={(props) => <Link {...props} to="/projects/$id/label" params={{ id }} />}
              >
                {t('label')}
              </Button>
            )}
          </>
        }
      >
        <Link to="/projects/$id" params={{ id }} className={`${classes.crumb ?? ''} lw-ellipsis`}>
          {project?.name ?? '…'}
        </Link>
        <div className={classes.tabs}>
          {tabs.map((tab) => (
            <Link
              key={tab.to}
              to={tab.to}
              params={{ id }}
              className={classes.tab}
              activeOptions={{ exact: tab.exact, includeSearch: false }}
            >
              {t(`tabs.${tab.text}`)}
            </Link>
          ))}
        </div>
      </TopBar>
      <div style={{ flex: 1, minHeight: 0 }}>
        <Outlet />
      </div>
    </>
  )
}

/** Whether somebody may judge: by their role, or because a stage lets annotators judge one another. */
function useMayJudge(project: string, role: Role | null): boolean {
  const stages = useSpec(project).data?.document.workflow ?? []
  const amongPeers = stages.some(({ stage, by }) => stage !== 'annotate' && by === 'annotator')
  return can(role, 'review') || (amongPeers && can(role, 'label'))
}

const MOST_SHOWN = 4

const WORK = [
  { to: '/projects/$id/label', text: 'label', key: 'g l', may: 'label' },
  { to: '/projects/$id/review', text: 'review', key: 'g r', may: 'review' },
] as const

/** Who else is at work in the project. */
function Present({ people }: { people: readonly Person[] }) {
  const me = useMe()
  const others = people.filter((person) => person.id !== me?.id)
  if (others.length === 0) return null
  return (
    <Avatar.Group spacing={6} mr={6}>
      {others.slice(0, MOST_SHOWN).map((person) => (
        <Tooltip key={person.id} label={person.name}>
          <PersonAvatar name={person.name} alone />
        </Tooltip>
      ))}
      {others.length > MOST_SHOWN && (
        <Avatar size={24} radius="xl">
          +{others.length - MOST_SHOWN}
        </Avatar>
      )}
    </Avatar.Group>
  )
}
