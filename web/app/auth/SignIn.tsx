// The door: email and password; on a server without accounts, the first one.
import { Button, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '@client/problem'
import { useSignIn } from '@client/queries/session'
import { ProblemView } from '../ProblemView'
import { Door } from './Door'

export function SignIn() {
  const { t } = useTranslation('auth')
  const navigate = useNavigate()
  const { next } = useSearch({ from: '/sign-in' })
  const signIn = useSignIn()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    signIn.mutate({ email, password }, { onSuccess: () => void navigate({ to: next ?? '/', replace: true }) })
  }

  return (
    <Door>
      <form onSubmit={submit}>
        <Stack gap="md">
          <Title order={1}>{t('title')}</Title>
          <TextInput
            label={t('email')}
            type="email"
            name="email"
            autoComplete="username"
            required
            withAsterisk={false}
            data-autofocus
            autoFocus
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <PasswordInput
            label={t('password')}
            name="password"
            autoComplete="current-password"
            required
            withAsterisk={false}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          {signIn.error && <Refusal error={signIn.error} />}
          <Button type="submit" size="md" loading={signIn.isPending} fullWidth>
            {t('submit')}
          </Button>
          <Text size="xs" c="dimmed" ta="center">
            {t('noAccount')}
          </Text>
        </Stack>
      </form>
    </Door>
  )
}

function Refusal({ error }: { error: Error }) {
  const { t } = useTranslation('auth')
  const status = error instanceof ApiProblem ? error.status : -1
  if (status !== 401 && status !== 429) return <ProblemView error={error} />
  return (
    <Text size="sm" c="var(--lw-bad)" role="alert">
      {t(status === 401 ? 'wrong' : 'tooMany')}
    </Text>
  )
}
