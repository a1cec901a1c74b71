// A question before something that cannot be undone; nothing else asks.
import { Button, Group, Modal, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

export interface ConfirmProps {
  readonly opened: boolean
  readonly title: string
  readonly children?: ReactNode
  readonly action: string
  readonly busy?: boolean
  readonly onConfirm: () => void
  readonly onClose: () => void
}

export function Confirm({ opened, title, children, action, busy = false, onConfirm, onClose }: ConfirmProps) {
  const { t } = useTranslation('common')
  return (
    <Modal opened={opened} onClose={onClose} title={title}>
      <Text component="div" size="sm">
        {children}
      </Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button color="red" loading={busy} onClick={onConfirm} data-autofocus>
          {action}
        </Button>
      </Group>
    </Modal>
  )
}
