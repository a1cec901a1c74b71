// The slim bar over every page: where one is, the palette, the theme, the account.
import { ActionIcon, Menu, Tooltip, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { IconCommand, IconLogout, IconMoon, IconSettings, IconSun, IconUsers, IconStack2 } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe, useSignOut } from '@client/queries/session'
import { PersonAvatar } from '@ui/PersonAvatar'
import { usePalette } from '../commands/palette'
import { Wordmark } from './Wordmark'
import { useTheme } from './useTheme'
import classes from './TopBar.module.css'

/** `children` is the trail of places after the sign; `end` stands before the account. */
export function TopBar({ children, end }: { children?: ReactNode; end?: ReactNode }) {
  const { t } = useTranslation('common')
  const open = usePalette((state) => state.open)
  const { shown, toggle } = useTheme()
  return (
    <header className={classes.bar}>
      <Link to="/" className={classes.home} {...(children ? { 'aria-label': t('projects') } : {})}>
        <Wordmark named={!children} />
      </Link>
      <nav className={classes.trail}>{children}</nav>
      {end}
      <Tooltip label={t('palette')}>
        <ActionIcon aria-label={t('palette')} onClick={() => open('palette')}>
          <IconCommand size={18} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('toggleTheme')}>
        <ActionIcon aria-label={t('toggleTheme')} onClick={toggle}>
          {shown === 'dark' ? <IconSun size={18} /> : <IconMoon size={18} />}
        </ActionIcon>
      </Tooltip>
      <AccountMenu />
    </header>
  )
}

function AccountMenu() {
  const { t } = useTranslation('common')
  const me = useMe()
  const navigate = useNavigate()
  const signOut = useSignOut()
  return (
    <Menu width={210}>
      <Menu.Target>
        <UnstyledButton className={classes.account}>
          <PersonAvatar size={28} name={me?.name ?? ''} />
          <VisuallyHidden>{t('menu')}</VisuallyHidden>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{me?.name ?? me?.email}</Menu.Label>
        <Menu.Item leftSection={<IconSettings size={16} />} onClick={() => void navigate({ to: '/account' })}>
          {t('account')}
        </Menu.Item>
        {me?.is_admin && (
          <Menu.Item leftSection={<IconStack2 size={16} />} onClick={() => void navigate({ to: '/jobs' })}>
            {t('jobs')}
          </Menu.Item>
        )}
        {me?.is_admin && (
          <Menu.Item leftSection={<IconUsers size={16} />} onClick={() => void navigate({ to: '/users' })}>
            {t('users')}
          </Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconLogout size={16} />}
          onClick={() => signOut.mutate(undefined, { onSettled: () => void navigate({ to: '/sign-in' }) })}
        >
          {t('signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
