// Taking labels out: choose a format, see what it cannot hold, then make and download it.
import {
  Alert,
  Button,
  Checkbox,
  Group,
  Modal,
  NativeSelect,
  SegmentedControl,
  Skeleton,
  Stack,
  Text,
} from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useExportPreview, useJob, useStartExport, type NewExport } from '@client/queries/jobs'
import { useParts } from '@client/queries/parts'
import type { FilterBody } from '@client/queries/tasks'
import type { ExportPreview } from '@client/types'
import { count } from '@ui/format'
import { ProblemView } from '../ProblemView'
import { JobCard } from '../jobs/JobList'
import { Standing } from './Standing'

interface ExportDialogProps {
  readonly project: string
  readonly filter: FilterBody
  readonly opened: boolean
  readonly onClose: () => void
}

export function ExportDialog({ project, filter, opened, onClose }: ExportDialogProps) {
  const { t } = useTranslation('transfer')
  const [job, setJob] = useState<string | null>(null)
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('exportTitle')}
      size="lg"
      onExitTransitionEnd={() => setJob(null)}
    >
      {job === null ? <ExportForm project={project} filter={filter} onStarted={setJob} /> : <Made job={job} />}
    </Modal>
  )
}

function ExportForm({
  project,
  filter,
  onStarted,
}: {
  project: string
  filter: FilterBody
  onStarted: (job: string) => void
}) {
  const { t } = useTranslation('transfer')
  const formats = useParts('formats').data ?? []
  const [chosen, setFormat] = useState('')
  const [dialect, setDialect] = useState('')
  const [answers, setAnswers] = useState<NewExport['answers']>('truth')
  const [filtered, setFiltered] = useState(Object.keys(filter).length > 0)
  const [strict, setStrict] = useState(false)
  const format = chosen || formats[0]?.name || ''
  const dialects = formats.find((part) => part.name === format)?.dialects ?? []
  const body = useMemo<NewExport>(
    () => ({ format, answers, ...(dialect ? { dialect } : {}), ...(filtered ? { filter } : {}) }),
    [format, answers, dialect, filtered, filter],
  )
  const { mutate: look, data: preview, error, isPending } = useExportPreview(project)
  const start = useStartExport(project)
  useEffect(() => {
    if (body.format) look(body)
  }, [look, body])
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        start.mutate(strict ? { ...body, without_errors: true } : body, { onSuccess: (job) => onStarted(job.id) })
      }}
    >
      <Stack gap="md">
        <Group grow>
          <NativeSelect
            label={t('format')}
            data-autofocus
            value={format}
            onChange={(event) => {
              setFormat(event.currentTarget.value)
              setDialect('')
            }}
            data={formats.map((part) => ({ value: part.name, label: part.title ?? part.name }))}
          />
          {dialects.length > 1 && (
            <NativeSelect
              label={t('dialect')}
              value={dialect}
              onChange={(event) => setDialect(event.currentTarget.value)}
              data={[...dialects]}
            />
          )}
        </Group>
        <div>
          <Text size="sm" fw={500} mb={4}>
            {t('which')}
          </Text>
          <SegmentedControl
            value={answers}
            onChange={(value) => setAnswers(value as NewExport['answers'])}
            data={[
              { value: 'truth', label: t('truth') },
              { value: 'all', label: t('allAnswers') },
            ]}
          />
        </div>
        {Object.keys(filter).length > 0 && (
          <Checkbox
            label={t('onlyFiltered')}
            checked={filtered}
            onChange={(event) => setFiltered(event.currentTarget.checked)}
          />
        )}
        {error && <ProblemView error={error} />}
        {!error && (isPending || !preview ? <Skeleton height={90} /> : <Losses preview={preview} />)}
        {preview && <Standing project={project} findings={preview.findings} strict={strict} onStrict={setStrict} />}
        {start.error && <ProblemView error={start.error} />}
        <Group justify="flex-end">
          <Button
            type="submit"
            loading={start.isPending}
            disabled={!preview || error !== null || (strict && preview.findings.errors > 0)}
          >
            {t('startExport')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function Losses({ preview }: { preview: ExportPreview }) {
  const { t } = useTranslation('transfer')
  const counts = Object.entries(preview.counts).filter(([, value]) => typeof value === 'number')
  const remarks = [...preview.losses, ...preview.warnings]
  return (
    <div style={{ display: 'grid', gap: 8 }}>
      <Text size="sm" c="dimmed" className="lw-num">
        {counts.map(([name, value]) => `${count(value)} ${name.replaceAll('_', ' ')}`).join(' · ')}
      </Text>
      {remarks.length === 0 ? (
        <Alert color="accent" icon={<IconCircleCheck size={18} />} p="xs">
          {t('lossless')}
        </Alert>
      ) : (
        <Alert color="yellow" icon={<IconAlertTriangle size={18} />} title={t('losses')}>
          <ul style={{ margin: 0, paddingLeft: 18 }}>
            {remarks.map((loss, index) => (
              <li key={index}>
                {loss.message ?? loss.what}
                {loss.count !== undefined && ` (${count(loss.count)})`}
              </li>
            ))}
          </ul>
        </Alert>
      )}
    </div>
  )
}

function Made({ job: id }: { job: string }) {
  const job = useJob(id)
  if (job.error) return <ProblemView error={job.error} />
  return job.data ? <JobCard job={job.data} /> : <Skeleton height={80} />
}
