// Before a revision is saved: what it changes, what it would touch, and why it is made.
import { Alert, Button, Checkbox, Group, Modal, Skeleton, Stack, Textarea } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePlan, useSaveSpec, type SpecBody } from '@client/queries/spec'
import type { Spec } from '@client/types'
import { tellDone } from '../notices'
import { ProblemView } from '../ProblemView'
import { PlanView } from './PlanView'

interface SaveDialogProps {
  readonly project: string
  readonly opened: boolean
  readonly body: SpecBody
  readonly revision: number
  readonly onClose: () => void
  readonly onSaved: (spec: Spec) => void
}

export function SaveDialog({ opened, onClose, ...form }: SaveDialogProps) {
  const { t } = useTranslation('settings')
  return (
    <Modal opened={opened} onClose={onClose} title={t('planTitle')} size="lg">
      <SaveForm {...form} />
    </Modal>
  )
}

function SaveForm({ project, body, revision, onSaved }: Omit<SaveDialogProps, 'opened' | 'onClose'>) {
  const { t } = useTranslation('settings')
  const { mutate: planIt, data: plan, error: planError } = usePlan(project)
  const save = useSaveSpec(project)
  const [message, setMessage] = useState('')
  const [accepted, setAccepted] = useState(false)
  useEffect(() => planIt(body), [planIt, body])
  const asks = plan?.needs_confirmation ?? false
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate(
          { ...body, message: message.trim(), accept_loss: accepted, revision },
          {
            onSuccess: (spec) => {
              tellDone(t('savedRevision', { revision: spec.revision }))
              onSaved(spec)
            },
          },
        )
      }}
    >
      <Stack gap="md">
        {planError && <ProblemView error={planError} />}
        {!plan && !planError && <Skeleton height={90} />}
        {plan && <PlanView plan={plan} />}
        {asks && (
          <Alert color="red" icon={<IconAlertTriangle size={18} />} title={t('planLoss')}>
            {plan?.question}
            <Checkbox
              mt="sm"
              label={t('planAccept')}
              checked={accepted}
              onChange={(event) => setAccepted(event.currentTarget.checked)}
            />
          </Alert>
        )}
        <Textarea
          label={t('planMessage')}
          placeholder={t('planMessagePlaceholder')}
          autosize
          minRows={2}
          data-autofocus
          value={message}
          onChange={(event) => setMessage(event.currentTarget.value)}
        />
        {save.error && <ProblemView error={save.error} />}
        <Group justify="flex-end">
          <Button
            type="submit"
            loading={save.isPending}
            disabled={!plan || plan.changes.length === 0 || (asks && !accepted)}
          >
            {t('planSave')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
