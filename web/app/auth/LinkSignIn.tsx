// A one-time link: signs in and goes on, or says why it does not work.
import { Button, Loader, Stack, Text, Title } from '@mantine/core'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useLinkSignIn } from '@client/queries/session'
import { Door } from './Door'

export function LinkSignIn() {
  const { t } = useTranslation('auth')
  const { token } = useParams({ from: '/link/$token' })
  const navigate = useNavigate()
  const { mutate, isError } = useLinkSignIn()
  const used = useRef(false)

  useEffect(() => {
    if (used.current) return
    used.current = true
    mutate(token, { onSuccess: () => void navigate({ to: '/', replace: true }) })
  }, [mutate, navigate, token])

  return (
    <Door>
      <Stack align="center" gap="sm" ta="center">
        <Title order={1}>{t(isError ? 'linkFailed' : 'linkTitle')}</Title>
        {isError ? (
          <>
            <Text c="dimmed" size="sm">
              {t('linkFailedText')}
            </Text>
            <Button component={Link} to="/sign-in" mt="xs">
              {t('toSignIn')}
            </Button>
          </>
        ) : (
          <Loader size="sm" />
        )}
      </Stack>
    </Door>
  )
}
