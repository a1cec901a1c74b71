// Asks what a recorded macro shall be called and which key runs it, and keeps it for the person.
import { Button, List, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePreferences, useSavePreferences } from '@client/queries/session'
import type { Editor, Step } from '@editor'
import { KeyField } from '../commands/KeyField'
import { tellDone, tellProblem } from '../notices'

const SHOWN = 6

interface MacroDialogProps {
  readonly editor: Editor
  /** What was recorded; null while there is nothing to keep. */
  readonly steps: readonly Step[] | null
  readonly onClose: () => void
}

export function MacroDialog({ editor, steps, onClose }: MacroDialogProps) {
  const { t } = useTranslation('label')
  return (
    <Modal opened={steps !== null} onClose={onClose} title={t('macroTitle')} size="sm">
      {steps && <MacroForm editor={editor} steps={steps} onClose={onClose} />}
    </Modal>
  )
}

function MacroForm({ editor, steps, onClose }: MacroDialogProps & { steps: readonly Step[] }) {
  const { t } = useTranslation('label')
  const preferences = usePreferences()
  const save = useSavePreferences()
  const [name, setName] = useState('')
  const [key, setKey] = useState<string | null>(null)
  const macros = preferences.data?.macros ?? []
  const taken = macros.some((macro) => macro.name === name.trim())
  const titles = new Map(editor.commands.list().map((row) => [row.id, row.title]))
  const keep = (): void => {
    const macro = { name: name.trim(), keys: key === null ? [] : [key], steps }
    save.mutate(
      { ...preferences.data, macros: [...macros, macro] },
      {
        onSuccess: () => {
          tellDone(t('macroKept', { name: macro.name }))
          onClose()
        },
        onError: tellProblem,
      },
    )
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        keep()
      }}
    >
      <Stack gap="sm">
        <List size="sm" type="ordered">
          {steps.slice(0, SHOWN).map((step, index) => (
            <List.Item key={index}>{titles.get(step.id) ?? step.id}</List.Item>
          ))}
        </List>
        {steps.length > SHOWN && (
          <Text size="sm" c="dimmed">
            {t('macroMore', { count: steps.length - SHOWN })}
          </Text>
        )}
        <TextInput
          label={t('macroName')}
          data-autofocus
          maxLength={60}
          value={name}
          error={taken ? t('macroTaken') : undefined}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <KeyField label={t('macroKey')} value={key} onKey={setKey} />
        <Button type="submit" disabled={!name.trim() || taken} loading={save.isPending}>
          {t('macroKeep')}
        </Button>
      </Stack>
    </form>
  )
}
