// The way out of the work.
import { ActionIcon, Text, Tooltip } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

export function BackLink({ project, name }: { project: string; name: string }) {
  const { t } = useTranslation('label')
  return (
    <>
      <Tooltip label={t('back')}>
        <ActionIcon
          aria-label={t('back')}
          renderRoot={(props) => <Link {...props} to="/projects/$id" params={{ id: project }} />}
        >
          <IconArrowLeft size={18} />
        </ActionIcon>
      </Tooltip>
      <Text size="sm" c="dimmed" className="lw-ellipsis" maw="16rem">
        {name}
      </Text>
    </>
  )
}
