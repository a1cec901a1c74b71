// Everyone with an account. Only administrators come here.
import { Badge, Button, Checkbox, Group, Menu, Skeleton, Text, TextInput } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '@client/queries/session'
import { useChangeUser, useCreateUser, useUsers } from '@client/queries/users'
import type { User } from '@client/types'
import { FreshSecret } from '@ui/FreshSecret'
import { Page, Section } from '@ui/Page'
import { PersonAvatar } from '@ui/PersonAvatar'
import { RowMenu } from '@ui/RowMenu'
import { tellProblem } from '../notices'
import { ProblemView } from '../ProblemView'
import { TopBar } from '../shell/TopBar'

export function Users() {
  const { t } = useTranslation('users')
  const users = useUsers()
  const [link, setLink] = useState<{ name: string; link: string } | null>(null)
  return (
    <>
      <TopBar />
      <Page title={t('title')} width={54}>
        <div style={{ display: 'grid', gap: 14 }}>
          <NewUser onLink={setLink} />
          {link && <FreshSecret title={t('linkFor', { name: link.name })} secret={link.link} />}
          {users.error && <ProblemView error={users.error} onRetry={() => void users.refetch()} />}
          {users.isPending && <Skeleton height={160} />}
          {users.data && (
            <div className="lw-panel" style={{ overflow: 'hidden' }}>
              <table className="lw-table">
                <tbody>
                  {users.data.map((user) => (
                    <UserRow key={user.id} user={user} onLink={setLink} />
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </div>
      </Page>
    </>
  )
}

type OnLink = (link: { name: string; link: string }) => void

function NewUser({ onLink }: { onLink: OnLink }) {
  const { t } = useTranslation('users')
  const create = useCreateUser()
  const [email, setEmail] = useState('')
  const [name, setName] = useState('')
  const [admin, setAdmin] = useState(false)
  return (
    <Section>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          create.mutate(
            { email: email.trim(), name: name.trim(), is_admin: admin },
            {
              onSuccess: (user) => {
                onLink({ name: user.name || user.email, link: user.link })
                setEmail('')
                setName('')
                setAdmin(false)
              },
            },
          )
        }}
      >
        <Group align="flex-end">
          <TextInput
            label={t('email')}
            type="email"
            required
            withAsterisk={false}
            className="lw-grow"
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <TextInput
            label={t('name')}
            className="lw-grow"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Checkbox
            label={t('admin')}
            mb={9}
            checked={admin}
            onChange={(event) => setAdmin(event.currentTarget.checked)}
          />
          <Button type="submit" leftSection={<IconUserPlus size={16} />} loading={create.isPending}>
            {t('add')}
          </Button>
        </Group>
        {create.error && <ProblemView error={create.error} />}
      </form>
    </Section>
  )
}

function UserRow({ user, onLink }: { user: User; onLink: OnLink }) {
  const { t } = useTranslation('users')
  const me = useMe()
  const change = useChangeUser()
  const name = user.name || user.email
  return (
    <tr style={user.disabled ? { opacity: 0.55 } : undefined}>
      <td>
        <span className="lw-row">
          <PersonAvatar size={28} name={name} />
          <span>
            <Text fw={550}>{name}</Text>
            <Text size="xs" c="dimmed">
              {user.email}
            </Text>
          </span>
        </span>
      </td>
      <td>
        {user.is_admin && <Badge>{t('admin')}</Badge>} {user.disabled && <Badge color="gray">{t('disabled')}</Badge>}
      </td>
      <td className="lw-right">
        <RowMenu label={t('actions', { name })}>
          <Menu.Item
            onClick={() =>
              change.mutate(
                { id: user.id, link: true },
                { onSuccess: ({ link }) => link && onLink({ name, link }), onError: tellProblem },
              )
            }
          >
            {t('newLink')}
          </Menu.Item>
          {user.id !== me?.id && (
            <>
              <Menu.Item
                onClick={() => change.mutate({ id: user.id, is_admin: !user.is_admin }, { onError: tellProblem })}
              >
                {t(user.is_admin ? 'revokeAdmin' : 'makeAdmin')}
              </Menu.Item>
              <Menu.Item
                onClick={() => change.mutate({ id: user.id, disabled: !user.disabled }, { onError: tellProblem })}
              >
                {t(user.disabled ? 'enable' : 'disable')}
              </Menu.Item>
            </>
          )}
        </RowMenu>
      </td>
    </tr>
  )
}
