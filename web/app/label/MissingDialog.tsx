// Says what is missing before an answer can be handed in, and leads there.
import { Button, Modal, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Gap } from './gaps'

interface MissingDialogProps {
  readonly gaps: readonly Gap[]
  readonly onClose: () => void
  readonly onShow: (annotation: string) => void
}

export function MissingDialog({ gaps, onClose, onShow }: MissingDialogProps) {
  const { t } = useTranslation('label')
  return (
    <Modal opened={gaps.length > 0} onClose={onClose} title={t('missingTitle')} size="sm">
      <Stack gap="xs">
        {gaps.slice(0, 12).map((gap, index) => (
          <Button
            key={index}
            variant="default"
            justify="flex-start"
            {...(index === 0 ? { 'data-autofocus': true } : {})}
            onClick={gap.kind === 'group' ? onClose : () => onShow(gap.annotation)}
          >
            {gap.kind === 'group' ? t('missingGroup', { name: gap.name }) : `${gap.class}: ${gap.names.join(', ')}`}
          </Button>
        ))}
      </Stack>
    </Modal>
  )
}
