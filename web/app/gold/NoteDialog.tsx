// Asks for the note that goes with the right answer of gold.
import { Button, Group, Modal, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

interface NoteDialogProps {
  readonly opened: boolean
  readonly title: string
  /** The note as it is. */
  readonly note: string
  readonly onNote: (note: string) => void
  readonly onClose: () => void
}

export function NoteDialog({ opened, title, onClose, ...form }: NoteDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title={title}>
      <NoteForm {...form} onClose={onClose} />
    </Modal>
  )
}

function NoteForm({ note, onNote, onClose }: Omit<NoteDialogProps, 'opened' | 'title'>) {
  const { t } = useTranslation('common')
  const [text, setText] = useState(note)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        onClose()
        onNote(text.trim())
      }}
    >
      <NoteField rows={3} value={text} onChange={setText} first />
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button type="submit">{t('save')}</Button>
      </Group>
    </form>
  )
}

interface NoteFieldProps {
  readonly rows: number
  readonly value: string
  readonly onChange: (value: string) => void
  /** Whether one begins to write here at once. */
  readonly first?: boolean
}

export function NoteField({ rows, value, onChange, first = false }: NoteFieldProps) {
  const { t } = useTranslation('gold')
  return (
    <Textarea
      label={t('noteLabel')}
      description={t('noteHint')}
      autosize
      minRows={rows}
      data-autofocus={first || undefined}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
