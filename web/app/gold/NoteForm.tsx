// The note that goes with the right answer of gold.
import { Button, Group, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

interface NoteFormProps {
  readonly note: string
  readonly onNote: (note: string) => void
  readonly onCancel: () => void
}

export function NoteForm({ note, onNote, onCancel }: NoteFormProps) {
  const { t } = useTranslation('gold')
  const { t: common } = useTranslation('common')
  const [text, setText] = useState(note)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        onNote(text.trim())
      }}
    >
      <Textarea
        label={t('noteLabel')}
        description={t('noteHint')}
        autosize
        minRows={3}
        data-autofocus
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onCancel}>
          {common('cancel')}
        </Button>
        <Button type="submit">{common('save')}</Button>
      </Group>
    </form>
  )
}
