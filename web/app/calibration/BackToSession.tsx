// The way from an item back to its calibration.
import { ActionIcon } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

interface BackToSessionProps {
  readonly project: string
  readonly session: string
  readonly name: string
}

export function BackToSession({ project, session, name }: BackToSessionProps) {
  const { t } = useTranslation('calibration')
  return (
    <>
      <ActionIcon
        aria-label={t('back')}
        renderRoot={(props) => (
          <Link {...props} to="/projects/$id/calibrations/$session" params={{ id: project, session }} />
        )}
      >
        <IconArrowLeft size={18} />
      </ActionIcon>
      <span className="lw-ellipsis">{name}</span>
    </>
  )
}
