// What stands in place of a page that is not there, or that broke.
import { Button, Group } from '@mantine/core'
import { IconMapOff, IconPlugOff } from '@tabler/icons-react'
import { Link, useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { asProblem } from '@client/problem'
import { Empty } from '@ui/Empty'

export function NotFound() {
  const { t } = useTranslation('common')
  return (
    <Empty
      alone
      icon={<IconMapOff size={40} stroke={1.5} />}
      title={t('notFound')}
      action={
        <Button component={Link} to="/">
          {t('toProjects')}
        </Button>
      }
    >
      {t('notFoundText')}
    </Empty>
  )
}

export function Broken({ error }: { error: unknown }) {
  const { t } = useTranslation('common')
  const router = useRouter()
  const problem = asProblem(error)
  if (problem.status === 404 || problem.status === 403) return <NotFound />
  return (
    <Empty
      alone
      icon={<IconPlugOff size={40} stroke={1.5} />}
      title={t(problem.offline ? 'unreachable' : 'crashed')}
      action={
        <Group>
          <Button onClick={() => void router.invalidate()}>{t('retry')}</Button>
          <Button variant="default" onClick={() => window.location.reload()}>
            {t('reload')}
          </Button>
        </Group>
      }
    >
      {problem.offline ? t('unreachableText') : `${t('crashedText')} (${problem.sentence})`}
    </Empty>
  )
}
