// What everyone signed in sees around a page: the way to skip to it, the palette, the sheet of keys.
import { Outlet, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useMantineColorScheme } from '@mantine/core'
import { useMe, usePreferences } from '@client/queries/session'
import { usePalette } from '../commands/palette'
import { useCommands, type AppCommand } from '../commands/registry'
import { useTheme } from './useTheme'

const Palette = lazy(() => import('../commands/Palette').then((module) => ({ default: module.Palette })))
const KeySheet = lazy(() => import('../commands/KeySheet').then((module) => ({ default: module.KeySheet })))

export function Shell() {
  const { t } = useTranslation('common')
  const view = usePalette((state) => state.view)
  useShellCommands()
  useKeptTheme()
  useSignedOut()
  return (
    <div style={{ height: '100%', display: 'flex', flexDirection: 'column' }}>
      <a className="lw-skip" href="#main">
        {t('skipToContent')}
      </a>
      <Outlet />
      <Suspense>
        {view === 'palette' && <Palette />}
        {view === 'sheet' && <KeySheet />}
      </Suspense>
    </div>
  )
}

function useShellCommands(): void {
  const { t } = useTranslation('common')
  const navigate = useNavigate()
  const open = usePalette((state) => state.open)
  const { toggle } = useTheme()
  const me = useMe()
  const commands = useMemo<readonly AppCommand[]>(
    () => [
      { id: 'palette', title: t('palette'), group: 'help', keys: ['$mod+k'], run: () => open('palette') },
      { id: 'help', title: t('keySheet'), group: 'help', keys: ['Shift+?'], run: () => open('sheet') },
      { id: 'theme', title: t('toggleTheme'), group: 'view', keys: [], run: toggle },
      { id: 'go.projects', title: t('projects'), group: 'go', keys: ['g p'], run: () => void navigate({ to: '/' }) },
      {
        id: 'go.account',
        title: t('account'),
        group: 'go',
        keys: ['g a'],
        run: () => void navigate({ to: '/account' }),
      },
      ...(me?.projects ?? []).map(({ id, name }): AppCommand => ({
        id: `go.project.${id}`,
        title: name,
        group: 'go',
        keys: [],
        run: () => void navigate({ to: '/projects/$id', params: { id } }),
      })),
    ],
    [t, navigate, open, toggle, me],
  )
  useCommands('shell', commands)
}

/** Takes over the theme that the person chose on another machine. */
function useKeptTheme(): void {
  const kept = usePreferences().data?.theme
  const { setColorScheme } = useMantineColorScheme()
  useEffect(() => {
    if (kept) setColorScheme(kept)
  }, [kept, setColorScheme])
}

/** Leads to the sign-in page when the session has ended. */
function useSignedOut(): void {
  const me = useMe()
  const navigate = useNavigate()
  useEffect(() => {
    if (me === null) void navigate({ to: '/sign-in', search: { next: window.location.pathname } })
  }, [me, navigate])
}
