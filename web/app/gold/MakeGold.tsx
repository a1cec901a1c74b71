// Makes items gold: what each is used for, and a note to show with the right answer. Undone by retiring them.
import { Button, Group, Modal, Radio, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { POOLS, useChangeGold, useMakeGold, type GoldMade, type Pool } from '@client/queries/gold'
import { tellDone, tellHindrance, tellProblem } from '../notices'
import { NoteField } from './NoteDialog'

export interface MakeGoldProps {
  readonly project: string
  readonly tasks: readonly string[]
  /** The right answer, where one of one item was chosen; else what stands of each. */
  readonly answer?: string | undefined
  readonly opened: boolean
  readonly onClose: () => void
  readonly onMade?: () => void
}

export function MakeGold({ opened, onClose, ...form }: MakeGoldProps) {
  const { t } = useTranslation('gold')
  return (
    <Modal opened={opened} onClose={onClose} title={t('makeTitle', { count: form.tasks.length })}>
      <MakeForm {...form} onClose={onClose} />
    </Modal>
  )
}

function MakeForm({ project, tasks, answer, onClose, onMade }: Omit<MakeGoldProps, 'opened'>) {
  const { t } = useTranslation('gold')
  const { t: common } = useTranslation('common')
  const [pool, setPool] = useState<Pool>('hidden')
  const [note, setNote] = useState('')
  const make = useMakeGold(project)
  const change = useChangeGold(project)

  const tell = ({ made, refused }: GoldMade): void => {
    const out = new Set(refused.map(({ task_id: task }) => task))
    const kept = tasks.filter((task) => !out.has(task))
    const undo = (): void => change.mutate({ tasks: kept, change: { retired: true } }, { onError: tellProblem })
    const message = refused[0]?.message
    if (made === 0) return tellHindrance(t('madeNone', { message }))
    tellDone(message ? t('madeSome', { made, count: tasks.length, message }) : t('made', { count: made }), undo)
    onMade?.()
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        make.mutate(
          { task_ids: tasks, ...(answer === undefined ? {} : { answer_id: answer }), pool, note: note.trim() },
          {
            onSuccess: (made) => {
              onClose()
              tell(made)
            },
            onError: tellProblem,
          },
        )
      }}
    >
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {t(answer === undefined ? 'makeText' : 'makeTextAnswer')}
        </Text>
        <Radio.Group label={t('pool')} value={pool} onChange={(value) => setPool(value as Pool)}>
          <Stack gap="sm" mt={6}>
            {POOLS.map((one, index) => (
              <Radio
                key={one}
                value={one}
                label={t(`pools.${one}`)}
                description={t(`poolHints.${one}`)}
                data-autofocus={index === 0 || undefined}
              />
            ))}
          </Stack>
        </Radio.Group>
        <NoteField rows={2} value={note} onChange={setNote} />
      </Stack>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          {common('cancel')}
        </Button>
        <Button type="submit" loading={make.isPending}>
          {t('make')}
        </Button>
      </Group>
    </form>
  )
}
