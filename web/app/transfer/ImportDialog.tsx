// Bringing items in: files from here, a folder on the server, a bucket, a manifest; then the job that does it.
import { Button, Group, Modal, NativeSelect, Radio, SegmentedControl, Stack, Text, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQueryClient } from '@tanstack/react-query'
import { keys } from '@client/queries/keys'
import { isActive, useJob, useStartImport, type ImportSource, type NewImport } from '@client/queries/jobs'
import { useParts } from '@client/queries/parts'
import { ProblemView } from '../ProblemView'
import { JobCard } from '../jobs/JobList'
import { Dropzone } from './Dropzone'
import { useUploads } from './useUploads'

interface ImportDialogProps {
  readonly project: string
  readonly opened: boolean
  readonly onClose: () => void
}

export function ImportDialog({ project, opened, onClose }: ImportDialogProps) {
  const { t } = useTranslation('transfer')
  const [job, setJob] = useState<string | null>(null)
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('importTitle')}
      size="lg"
      onExitTransitionEnd={() => setJob(null)}
    >
      {job === null ? (
        <ImportForm project={project} onStarted={setJob} />
      ) : (
        <Running project={project} job={job} onClose={onClose} />
      )}
    </Modal>
  )
}

const SOURCES = ['upload', 'folder', 's3', 'manifest'] as const
type Source = (typeof SOURCES)[number]
const GOLDS = ['none', 'hidden', 'training', 'qualify'] as const

function ImportForm({ project, onStarted }: { project: string; onStarted: (job: string) => void }) {
  const { t } = useTranslation('transfer')
  const [kind, setKind] = useState<Source>('upload')
  const [place, setPlace] = useState('')
  const [format, setFormat] = useState('')
  const [as, setAs] = useState<NewImport['as']>('answers')
  const [gold, setGold] = useState<(typeof GOLDS)[number]>('none')
  const uploads = useUploads()
  const formats = useParts('formats').data ?? []
  const start = useStartImport(project)
  const source = sourceOf(kind, place, uploads.ids)
  const byFile = kind === 'upload' || kind === 'manifest'
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (source)
          start.mutate(
            { source, as, ...(format ? { format } : {}), ...(gold === 'none' || as === 'none' ? {} : { gold }) },
            { onSuccess: (job) => onStarted(job.id) },
          )
      }}
    >
      <Stack gap="md">
        <SegmentedControl
          aria-label={t('source')}
          fullWidth
          value={kind}
          onChange={(value) => setKind(value as Source)}
          data={SOURCES.map((value) => ({ value, label: t(`sources.${value}`) }))}
        />
        {byFile ? (
          <Dropzone uploads={uploads} hint={t(kind === 'manifest' ? 'manifestHint' : 'dropHint')} />
        ) : (
          <TextInput
            label={t(kind === 'folder' ? 'folderPath' : 's3Url')}
            description={t(kind === 'folder' ? 'folderHint' : 's3Hint')}
            placeholder={kind === 'folder' ? '/data/cells' : 's3://bucket/prefix'}
            data-autofocus
            value={place}
            onChange={(event) => setPlace(event.currentTarget.value)}
          />
        )}
        <NativeSelect
          label={t('format')}
          value={format}
          onChange={(event) => setFormat(event.currentTarget.value)}
          data={[
            { value: '', label: t('formatAuto') },
            ...formats.map((part) => ({ value: part.name, label: part.title ?? part.name })),
          ]}
        />
        <Radio.Group label={t('labelsAs')} value={as} onChange={(value) => setAs(value as NewImport['as'])}>
          <Stack gap={6} mt={4}>
            {(['answers', 'truth', 'none'] as const).map((value) => (
              <Radio key={value} value={value} label={t(`as.${value}`)} description={t(`asHints.${value}`)} />
            ))}
          </Stack>
        </Radio.Group>
        {as !== 'none' && (
          <NativeSelect
            label={t('gold')}
            description={t('goldHint')}
            value={gold}
            onChange={(event) => setGold(event.currentTarget.value as typeof gold)}
            data={GOLDS.map((value) => ({ value, label: t(`golds.${value}`) }))}
          />
        )}
        {start.error && <ProblemView error={start.error} />}
        <Group justify="flex-end">
          <Text size="sm" c="dimmed">
            {uploads.busy && t('uploading')}
          </Text>
          <Button type="submit" loading={start.isPending} disabled={!source || uploads.busy}>
            {t('startImport')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function sourceOf(kind: Source, place: string, uploads: readonly string[]): ImportSource | null {
  const [first] = uploads
  switch (kind) {
    case 'upload':
      return first === undefined ? null : { kind, uploads }
    case 'manifest':
      return first === undefined ? null : { kind, upload: first }
    case 'folder':
      return place.trim() ? { kind, path: place.trim() } : null
    case 's3':
      return place.trim() ? { kind, url: place.trim() } : null
  }
}

function Running({ project, job: id, onClose }: { project: string; job: string; onClose: () => void }) {
  const { t } = useTranslation('transfer')
  const job = useJob(id)
  const client = useQueryClient()
  const ended = job.data !== undefined && !isActive(job.data)
  useEffect(() => {
    if (ended) void client.invalidateQueries({ queryKey: keys.project(project) })
  }, [ended, client, project])
  return (
    <Stack gap="md">
      {job.error && <ProblemView error={job.error} />}
      {job.data && <JobCard job={job.data} />}
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          {!ended && t('goesOn')}
        </Text>
        <Button variant={ended ? 'filled' : 'default'} onClick={onClose}>
          {t(ended ? 'toData' : 'closeWindow')}
        </Button>
      </Group>
    </Stack>
  )
}
