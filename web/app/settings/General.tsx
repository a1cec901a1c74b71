// Name and description of a project, and its end.
import { Button, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useArchiveProject } from '@client/queries/projects'
import { Confirm } from '@ui/Confirm'
import { Section } from '@ui/Page'
import { tellProblem } from '../notices'
import type { DocumentEditorProps } from '../spec/ClassesEditor'

export function General({
  project,
  mayArchive,
  document,
  disabled = false,
  onChange,
}: DocumentEditorProps & { project: string; mayArchive: boolean }) {
  const { t } = useTranslation('settings')
  const { t: common } = useTranslation('common')
  return (
    <Stack gap="md">
      <Section>
        <Stack gap="sm">
          <TextInput
            label={t('name')}
            value={document.name}
            disabled={disabled}
            onChange={(event) => onChange({ ...document, name: event.currentTarget.value })}
          />
          <Textarea
            label={t('description')}
            autosize
            minRows={3}
            value={document.description ?? ''}
            disabled={disabled}
            onChange={(event) => onChange({ ...document, description: event.currentTarget.value })}
          />
          <Text size="sm" c="dimmed">
            {t('media')}: {common(`media.${document.media}`)}
          </Text>
        </Stack>
      </Section>
      {mayArchive && <Archive project={project} name={document.name} />}
    </Stack>
  )
}

function Archive({ project, name }: { project: string; name: string }) {
  const { t } = useTranslation('settings')
  const navigate = useNavigate()
  const archive = useArchiveProject()
  const [asking, setAsking] = useState(false)
  return (
    <Section
      title={t('archive')}
      actions={
        <Button variant="default" color="red" onClick={() => setAsking(true)}>
          {t('archive')}
        </Button>
      }
    >
      <Text size="sm" c="dimmed">
        {t('archiveText')}
      </Text>
      <Confirm
        opened={asking}
        title={t('archiveAsk', { name })}
        action={t('archive')}
        busy={archive.isPending}
        onClose={() => setAsking(false)}
        onConfirm={() => archive.mutate(project, { onSuccess: () => void navigate({ to: '/' }), onError: tellProblem })}
      >
        {t('archiveText')}
      </Confirm>
    </Section>
  )
}
