// Tokens for scripts: made once, shown once, revoked at will.
import { ActionIcon, Button, Group, NativeSelect, Text, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCreateToken, useRevokeToken, useTokens } from '@client/queries/session'
import { ago, when } from '@ui/format'
import { FreshSecret } from '@ui/FreshSecret'
import { tellProblem } from '../notices'
import { ProblemView } from '../ProblemView'

const SCOPES = ['read', 'label', 'manage', 'admin'] as const
const DAYS = ['30', '90', '365', ''] as const

export function Tokens() {
  const { t } = useTranslation('account')
  const tokens = useTokens().data?.items ?? []
  const revoke = useRevokeToken()
  const create = useCreateToken()
  const [name, setName] = useState('')
  const [scope, setScope] = useState<string>('read')
  const [days, setDays] = useState<string>('90')
  return (
    <div style={{ display: 'grid', gap: 12 }}>
      <Text size="sm" c="dimmed">
        {t('tokensHint')}
      </Text>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          create.mutate(
            { name: name.trim(), scope, ...(days ? { days: Number(days) } : {}) },
            { onSuccess: () => setName('') },
          )
        }}
      >
        <Group align="flex-end">
          <TextInput
            label={t('tokenName')}
            placeholder={t('tokenNamePlaceholder')}
            className="lw-grow"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <NativeSelect
            label={t('scope')}
            value={scope}
            onChange={(event) => setScope(event.currentTarget.value)}
            data={SCOPES.map((value) => ({ value, label: t(`scopes.${value}`) }))}
          />
          <NativeSelect
            label={t('expires')}
            value={days}
            onChange={(event) => setDays(event.currentTarget.value)}
            data={DAYS.map((value) => ({ value, label: value ? t('days', { count: Number(value) }) : t('never') }))}
          />
          <Button type="submit" disabled={!name.trim()} loading={create.isPending}>
            {t('createToken')}
          </Button>
        </Group>
      </form>
      {create.error && <ProblemView error={create.error} />}
      {create.data?.token && <FreshSecret title={t('tokenOnce')} secret={create.data.token} />}
      {tokens.length > 0 && (
        <table className="lw-table">
          <tbody>
            {tokens.map((token) => (
              <tr key={token.id}>
                <td>{token.name}</td>
                <td>
                  <Text size="sm" c="dimmed" title={when(token.created_at)}>
                    {token.last_used_at ? t('lastUsed', { when: ago(token.last_used_at) }) : t('neverUsed')}
                  </Text>
                </td>
                <td className="lw-right">
                  <ActionIcon
                    aria-label={t('revoke', { name: token.name })}
                    onClick={() => revoke.mutate(token.id, { onError: tellProblem })}
                  >
                    <IconTrash size={16} />
                  </ActionIcon>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  )
}
