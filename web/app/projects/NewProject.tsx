// A new project: step by step, or from its YAML document.
import {
  Alert,
  Button,
  Group,
  SegmentedControl,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  TextInput,
  UnstyledButton,
} from '@mantine/core'
import { IconCheck, IconPhoto, IconTextCaption } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { asProblem } from '@client/problem'
import { useCreateProject, type NewProject as Wanted } from '@client/queries/projects'
import type { Media, SpecDocument } from '@client/types'
import { Page, Section } from '@ui/Page'
import type { ProblemPlace } from '@ui/Problem'
import { tellDone } from '../notices'
import { ProblemView } from '../ProblemView'
import { TopBar } from '../shell/TopBar'
import { ClassesEditor } from '../spec/ClassesEditor'
import { emptyDocument, gaps, withMedia } from '../spec/edit'
import { useYamlCheck } from '../spec/useYamlCheck'
import { WorkflowEditor } from '../spec/WorkflowEditor'
import { goTo, YamlEditor } from '../spec/YamlEditor'
import classes from './Projects.module.css'

const TEMPLATE = `name: Blood cells
media: image            # image | text
classes:
  - {name: RBC, type: box, color: "#d55e00", key: "1"}
  - {name: WBC, type: box, color: "#0072b2", key: "2"}
guideline: |
  # What to label
  Every cell that is at least half inside the picture.
workflow:
  - {stage: annotate, votes: 1}
  - {stage: review, share: 0.5, by: reviewer}
`

export function NewProject() {
  const { t } = useTranslation('projects')
  const [way, setWay] = useState<'guided' | 'paste'>('guided')
  const navigate = useNavigate()
  const create = useCreateProject()
  const submit = (wanted: Wanted): void =>
    create.mutate(wanted, {
      onSuccess: (project) => {
        tellDone(t('created', { name: project.name }))
        void navigate({ to: '/projects/$id/data', params: { id: project.id }, search: {} })
      },
    })
  return (
    <>
      <TopBar />
      <Page
        title={t('wizardTitle')}
        width={52}
        actions={
          <SegmentedControl
            value={way}
            onChange={(value) => {
              create.reset()
              setWay(value as typeof way)
            }}
            data={[
              { value: 'guided', label: t('guided') },
              { value: 'paste', label: t('paste') },
            ]}
          />
        }
      >
        {way === 'guided' ? (
          <Guided busy={create.isPending} error={create.error} onCreate={submit} />
        ) : (
          <Paste busy={create.isPending} error={create.error} onCreate={submit} onEdit={create.reset} />
        )}
      </Page>
    </>
  )
}

interface WayProps {
  readonly busy: boolean
  readonly error: Error | null
  readonly onCreate: (wanted: Wanted) => void
}

function Guided({ busy, error, onCreate }: WayProps) {
  const { t } = useTranslation('projects')
  const { t: settings } = useTranslation('settings')
  const [document, setDocument] = useState<SpecDocument>(() => emptyDocument())
  const missing = gaps(document)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (missing.length === 0) onCreate({ document })
      }}
    >
      <Stack gap="md">
        <Section title={t('steps.basics')}>
          <Basics document={document} onChange={setDocument} />
        </Section>
        <Section title={t('steps.classes')}>
          <Text size="sm" c="dimmed" mb="sm">
            {t('classesHint')}
          </Text>
          <ClassesEditor document={document} onChange={setDocument} />
        </Section>
        <Section title={t('steps.workflow')}>
          <Text size="sm" c="dimmed" mb="sm">
            {t('workflowHint')}
          </Text>
          <WorkflowEditor document={document} onChange={setDocument} />
        </Section>
        {error && <ProblemView error={error} />}
        <Group justify="flex-end">
          <Text size="sm" c="dimmed">
            {missing[0] && settings(`gaps.${missing[0]}`)}
          </Text>
          <Button type="submit" size="md" loading={busy} disabled={missing.length > 0}>
            {t('create')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function Basics({ document, onChange }: { document: SpecDocument; onChange: (document: SpecDocument) => void }) {
  const { t } = useTranslation('projects')
  return (
    <Stack gap="sm">
      <TextInput
        label={t('name')}
        placeholder={t('namePlaceholder')}
        autoFocus
        value={document.name}
        onChange={(event) => onChange({ ...document, name: event.currentTarget.value })}
      />
      <Textarea
        label={t('description')}
        placeholder={t('descriptionPlaceholder')}
        autosize
        minRows={2}
        value={document.description ?? ''}
        onChange={(event) => onChange({ ...document, description: event.currentTarget.value })}
      />
      <div role="radiogroup" aria-label={t('media')}>
        <Text size="sm" fw={500} mb={4}>
          {t('media')}
        </Text>
        <SimpleGrid cols={2}>
          <MediaChoice media="image" document={document} onChange={onChange} />
          <MediaChoice media="text" document={document} onChange={onChange} />
        </SimpleGrid>
      </div>
    </Stack>
  )
}

function MediaChoice({ media, document, onChange }: { media: Media } & Parameters<typeof Basics>[0]) {
  const { t } = useTranslation('projects')
  const { t: common } = useTranslation('common')
  const checked = document.media === media
  const Sign = media === 'text' ? IconTextCaption : IconPhoto
  return (
    <UnstyledButton
      role="radio"
      aria-checked={checked}
      data-checked={checked || undefined}
      className={classes.choice}
      onClick={() => onChange(withMedia(document, media))}
    >
      <Group gap="xs">
        <Sign size={20} stroke={1.6} />
        <Text fw={600}>{common(`media.${media}`)}</Text>
      </Group>
      <Text size="xs" c="dimmed">
        {t(media === 'text' ? 'textHint' : 'imageHint')}
      </Text>
    </UnstyledButton>
  )
}

function Paste({ busy, error, onCreate, onEdit }: WayProps & { onEdit: () => void }) {
  const { t } = useTranslation('projects')
  const [text, setText] = useState(TEMPLATE)
  const frame = useRef<HTMLDivElement>(null)
  const syntax = useYamlCheck(text)
  const marks = useMemo(() => {
    const places: readonly ProblemPlace[] = [...(syntax ?? []), ...(error ? asProblem(error).places : [])]
    return new Map(places.flatMap((place) => (place.line === undefined ? [] : [[place.line, place.message] as const])))
  }, [syntax, error])
  const show = (place: ProblemPlace): void => {
    if (frame.current && place.line !== undefined) goTo(frame.current, text, place.line, place.column ?? 1)
  }
  return (
    <Stack gap="md" ref={frame}>
      <Text size="sm" c="dimmed">
        {t('yamlHint')}
      </Text>
      <YamlEditor
        label={t('yamlLabel')}
        text={text}
        marks={marks}
        onChange={(next) => {
          setText(next)
          if (error) onEdit()
        }}
      />
      <div aria-live="polite">
        {syntax?.map((place, index) => (
          <Alert key={index} color="red" p="xs">
            {place.line}:{place.column} {place.message}
          </Alert>
        ))}
        {error && <ProblemView error={error} onPlace={show} />}
      </div>
      <Group justify="flex-end">
        {syntax?.length === 0 && !error && (
          <Text size="sm" c="dimmed">
            <IconCheck size={14} /> {t('yamlValid')}
          </Text>
        )}
        <Button size="md" loading={busy} disabled={(syntax?.length ?? 1) > 0} onClick={() => onCreate({ yaml: text })}>
          {t('create')}
        </Button>
      </Group>
    </Stack>
  )
}
