// Asks for a reason: one of the usual ones by a digit, or in one's own words.
import { Button, Modal, Stack, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Keys } from '@ui/Keys'

export interface ReasonDialogProps {
  readonly opened: boolean
  readonly title: string
  readonly label: string
  readonly reasons: readonly string[]
  readonly action: string
  readonly danger?: boolean
  readonly onReason: (reason: string) => void
  readonly onClose: () => void
}

export function ReasonDialog({ opened, title, onClose, ...form }: ReasonDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title={title} size="sm">
      <ReasonForm {...form} />
    </Modal>
  )
}

function ReasonForm({
  label,
  reasons,
  action,
  danger = false,
  onReason,
}: Omit<ReasonDialogProps, 'opened' | 'title' | 'onClose'>) {
  const { t } = useTranslation('label')
  const [reason, setReason] = useState('')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (reason.trim()) onReason(reason.trim())
      }}
      onKeyDown={(event) => {
        const quick = reasons[Number(event.key) - 1]
        if (reason === '' && quick !== undefined) {
          event.preventDefault()
          onReason(quick)
        }
      }}
    >
      <Stack gap="xs">
        {reasons.map((quick, index) => (
          <Button
            key={quick}
            variant="default"
            justify="space-between"
            rightSection={<Keys keys={String(index + 1)} />}
            onClick={() => onReason(quick)}
          >
            {quick}
          </Button>
        ))}
        <Textarea
          label={label}
          aria-label={t('reason')}
          autosize
          minRows={2}
          data-autofocus
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.shiftKey && reason.trim()) {
              event.preventDefault()
              onReason(reason.trim())
            }
          }}
        />
        <Button type="submit" color={danger ? 'red' : 'accent'} disabled={!reason.trim()}>
          {action}
        </Button>
      </Stack>
    </form>
  )
}
