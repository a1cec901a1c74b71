// Who works in a project, and as what.
import { ActionIcon, Button, NativeSelect, Skeleton, Text, TextInput } from '@mantine/core'
import { IconUserMinus, IconUserPlus } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMembers, useProject, useRemoveMember, useSetMember } from '@client/queries/projects'
import { ROLES, type Member, type Role } from '@client/types'
import { Page, Section } from '@ui/Page'
import { PersonAvatar } from '@ui/PersonAvatar'
import { tellDone, tellProblem } from '../notices'
import { ProblemView } from '../ProblemView'
import { can } from '../roles'

const route = getRouteApi('/inside/projects/$id/members')

export function Members() {
  const { t } = useTranslation('members')
  const { id } = route.useParams()
  const members = useMembers(id)
  const mayManage = can(useProject(id).data?.role ?? null, 'manage')
  return (
    <Page title={t('title')} width={54}>
      <div style={{ display: 'grid', gap: 14 }}>
        {mayManage && <AddMember project={id} />}
        {members.error && <ProblemView error={members.error} onRetry={() => void members.refetch()} />}
        {members.isPending && <Skeleton height={140} />}
        {members.data && (
          <div className="lw-panel" style={{ overflow: 'hidden' }}>
            <table className="lw-table">
              <thead>
                <tr>
                  <th scope="col">{t('person')}</th>
                  <th scope="col">{t('role')}</th>
                  <th />
                </tr>
              </thead>
              <tbody>
                {members.data.map((member) => (
                  <MemberRow key={member.user_id} project={id} member={member} mayManage={mayManage} />
                ))}
              </tbody>
            </table>
          </div>
        )}
        <Section title={t('rolesTitle')}>
          <dl style={{ display: 'grid', gridTemplateColumns: 'max-content 1fr', gap: '6px 16px', margin: 0 }}>
            {ROLES.map((role) => (
              <RoleLine key={role} role={role} />
            ))}
          </dl>
        </Section>
      </div>
    </Page>
  )
}

function RoleLine({ role }: { role: Role }) {
  const { t } = useTranslation('members')
  const { t: common } = useTranslation('common')
  return (
    <>
      <dt style={{ fontWeight: 550 }}>{common(`roles.${role}`)}</dt>
      <dd style={{ margin: 0, color: 'var(--mantine-color-dimmed)' }}>{t(`hints.${role}`)}</dd>
    </>
  )
}

function MemberRow({ project, member, mayManage }: { project: string; member: Member; mayManage: boolean }) {
  const { t } = useTranslation('members')
  const set = useSetMember(project)
  const remove = useRemoveMember(project)
  const restore = (): void => set.mutate({ user_id: member.user_id, role: member.role }, { onError: tellProblem })
  return (
    <tr>
      <td>
        <span className="lw-row">
          <PersonAvatar size={28} name={member.name || member.email} />
          <span style={{ minWidth: 0 }}>
            <Text fw={550}>{member.name || member.email}</Text>
            <Text size="xs" c="dimmed">
              {member.email}
            </Text>
          </span>
        </span>
      </td>
      <td style={{ width: 170 }}>
        <RoleSelect
          label={t('roleOf', { name: member.name })}
          value={member.role}
          disabled={!mayManage}
          onChange={(role) => set.mutate({ user_id: member.user_id, role }, { onError: tellProblem })}
        />
      </td>
      <td style={{ width: 44 }}>
        {mayManage && (
          <ActionIcon
            aria-label={t('remove', { name: member.name || member.email })}
            onClick={() =>
              remove.mutate(member.user_id, {
                onSuccess: () => tellDone(t('removed', { name: member.name || member.email }), restore),
                onError: tellProblem,
              })
            }
          >
            <IconUserMinus size={16} />
          </ActionIcon>
        )}
      </td>
    </tr>
  )
}

function AddMember({ project }: { project: string }) {
  const { t } = useTranslation('members')
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('annotator')
  const add = useSetMember(project)
  return (
    <Section>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          add.mutate({ email: email.trim(), role }, { onSuccess: () => setEmail('') })
        }}
      >
        <div className="lw-row" style={{ alignItems: 'flex-end' }}>
          <TextInput
            className="lw-grow"
            type="email"
            label={t('email')}
            placeholder="ada@example.org"
            required
            withAsterisk={false}
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <RoleSelect label={t('role')} value={role} onChange={setRole} />
          <Button type="submit" leftSection={<IconUserPlus size={16} />} loading={add.isPending}>
            {t('add')}
          </Button>
        </div>
        {add.error && (
          <div style={{ marginTop: 10 }}>
            <ProblemView error={add.error} />
          </div>
        )}
      </form>
    </Section>
  )
}

function RoleSelect({
  label,
  value,
  disabled = false,
  onChange,
}: {
  label: string
  value: Role
  disabled?: boolean
  onChange: (role: Role) => void
}) {
  const { t } = useTranslation('common')
  return (
    <NativeSelect
      aria-label={label}
      value={value}
      disabled={disabled}
      onChange={(event) => onChange(event.currentTarget.value as Role)}
      data={ROLES.map((role) => ({ value: role, label: t(`roles.${role}`) }))}
    />
  )
}
