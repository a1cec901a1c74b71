// Sets answers of a person aside: how, since when, why, and how many that concerns before anything is done.
import { Button, Group, Modal, NativeSelect, Radio, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAsidePreview, useSetAside, useUndoAside, type AsideMode, type GoldPerson } from '@client/queries/gold'
import { count } from '@ui/format'
import { tellDone, tellProblem } from '../notices'
import { ProblemView } from '../ProblemView'
import { sincesOf, timeOf, windowOf, type Since } from './since'

const MODES = ['void', 'discount'] as const

interface AsideDialogProps {
  readonly project: string
  readonly person: GoldPerson
  readonly opened: boolean
  readonly onClose: () => void
}

export function AsideDialog({ opened, onClose, ...form }: AsideDialogProps) {
  const { t } = useTranslation('gold')
  return (
    <Modal opened={opened} onClose={onClose} title={t('asideTitle', { name: form.person.name })}>
      <AsideForm {...form} onClose={onClose} />
    </Modal>
  )
}

function AsideForm({ project, person, onClose }: Omit<AsideDialogProps, 'opened'>) {
  const { t } = useTranslation('gold')
  const { t: common } = useTranslation('common')
  const choices = sincesOf(person)
  const [mode, setMode] = useState<AsideMode>('void')
  const [since, setSince] = useState<Since>(choices[0] ?? 'day')
  const [date, setDate] = useState('')
  const [reason, setReason] = useState('')
  const [now] = useState(() => Date.now())
  const time = timeOf(since, person, date, now)
  const preview = useAsidePreview(project, person.id, { mode, since: time })
  const set = useSetAside(project, person.id)
  const undo = useUndoAside(project)
  const send = (): void => {
    if (time === undefined) return
    set.mutate(
      { mode, since: time, reason: reason.trim() },
      {
        onSuccess: ({ batch, answers }) => {
          onClose()
          const back = batch === null ? undefined : () => undo.mutate(batch, { onError: tellProblem })
          tellDone(t('asideDone', { count: answers }), back)
        },
      },
    )
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <Stack gap="md">
        <Radio.Group aria-label={t('mode')} value={mode} onChange={(value) => setMode(value as AsideMode)}>
          <Stack gap="sm">
            {MODES.map((one) => (
              <Radio key={one} value={one} label={t(`modes.${one}`)} description={t(`modeHints.${one}`)} />
            ))}
          </Stack>
        </Radio.Group>
        <NativeSelect
          label={t('since')}
          value={since}
          onChange={(event) => setSince(event.currentTarget.value as Since)}
          data={choices.map((one) => ({ value: one, label: t(`sinces.${one}`, { count: windowOf(person) }) }))}
        />
        {since === 'date' && (
          <TextInput
            type="datetime-local"
            label={t('sinceDate')}
            value={date}
            onChange={(event) => setDate(event.currentTarget.value)}
          />
        )}
        <Textarea
          label={t('asideReason')}
          autosize
          minRows={2}
          data-autofocus
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Text size="sm" role="status">
          <Concerns preview={preview} asked={time !== undefined} /> {t('asideUndo')}
        </Text>
        {(set.error ?? preview.error) && <ProblemView error={set.error ?? preview.error} />}
      </Stack>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          {common('cancel')}
        </Button>
        <Button
          type="submit"
          color="red"
          loading={set.isPending}
          disabled={!reason.trim() || !preview.data || preview.data.answers === 0}
        >
          {t('asideAction')}
        </Button>
      </Group>
    </form>
  )
}

interface ConcernsProps {
  readonly preview: ReturnType<typeof useAsidePreview>
  readonly asked: boolean
}

/** How many answers and tasks it would be about. */
function Concerns({ preview, asked }: ConcernsProps) {
  const { t } = useTranslation('gold')
  if (!asked || preview.error) return null
  if (!preview.data) return t('counting')
  const { answers, tasks } = preview.data
  if (answers === 0) return t('concernsNone')
  return t('concerns', {
    count: answers,
    answers: count(answers),
    tasks: t('concernsTasks', { count: tasks, formatted: count(tasks) }),
  })
}
