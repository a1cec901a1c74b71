// Begins a calibration: on the items chosen, or on so many drawn from those that nobody has begun.
import { Button, Group, Modal, MultiSelect, NumberInput, Stack, Text, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useBeginCalibration } from '@client/queries/calibrations'
import { useMembers } from '@client/queries/projects'
import { ProblemView } from '../ProblemView'
import { can } from '../roles'

export const MOST_ITEMS = 200
const USUAL = 5

export interface NewCalibrationProps {
  readonly project: string
  /** The items chosen; where there are none, some are drawn. */
  readonly tasks: readonly string[]
  readonly opened: boolean
  readonly onClose: () => void
}

export function NewCalibration({ opened, onClose, ...form }: NewCalibrationProps) {
  const { t } = useTranslation('calibration')
  return (
    <Modal opened={opened} onClose={onClose} title={t('new')}>
      <Form {...form} onClose={onClose} />
    </Modal>
  )
}

function Form({ project, tasks, onClose }: Omit<NewCalibrationProps, 'opened'>) {
  const { t } = useTranslation('calibration')
  const { t: common } = useTranslation('common')
  const navigate = useNavigate()
  const members = (useMembers(project).data ?? []).filter(({ role }) => can(role, 'label'))
  const [name, setName] = useState('')
  const [people, setPeople] = useState<readonly string[]>([])
  const [sample, setSample] = useState(USUAL)
  const begin = useBeginCalibration(project)
  const submit = (): void =>
    begin.mutate(
      { name: name.trim(), people, task_ids: tasks, sample: tasks.length > 0 ? 0 : sample },
      {
        onSuccess: (session) => {
          onClose()
          void navigate({ to: '/projects/$id/calibrations/$session', params: { id: project, session: session.id } })
        },
      },
    )
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {t('newText')}
        </Text>
        <TextInput
          label={t('name')}
          placeholder={t('namePlaceholder')}
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <MultiSelect
          label={t('people')}
          description={t('peopleHint')}
          data={members.map((member) => ({ value: member.user_id, label: member.name || (member.email ?? '') }))}
          value={[...people]}
          onChange={setPeople}
          searchable
        />
        {tasks.length > 0 ? (
          <Text size="sm">{t('chosenItems', { count: tasks.length })}</Text>
        ) : (
          <NumberInput
            label={t('sample')}
            description={t('sampleHint')}
            min={1}
            max={MOST_ITEMS}
            allowDecimal={false}
            value={sample}
            onChange={(value) => setSample(Number(value) || 1)}
          />
        )}
        {begin.error && <ProblemView error={begin.error} />}
      </Stack>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          {common('cancel')}
        </Button>
        <Button type="submit" loading={begin.isPending} disabled={people.length < 2}>
          {t('begin')}
        </Button>
      </Group>
    </form>
  )
}
