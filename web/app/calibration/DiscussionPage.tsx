// One item of a calibration: all answers over one another and side by side, the talk about it, and which one stands.
import { ActionIcon, Button, Text } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  useCalibration,
  useCalibrationAnswers,
  type Calibration,
  type CalibrationAnswers,
} from '@client/queries/calibrations'
import { specQuery } from '@client/queries/spec'
import { useThreads } from '@client/queries/tasks'
import type { SpecDocument } from '@client/types'
import { coloredPeople } from '@editor'
import { Empty } from '@ui/Empty'
import { useCommands, type AppCommand } from '../commands/registry'
import { together } from '../label/together'
import { useViewing } from '../label/useViewing'
import { ViewingFrame } from '../label/ViewingFrame'
import { WaitingFrame } from '../label/WaitingFrame'
import { itemOf, ontologyOf } from '../spec/ontology'
import { AnswersPane } from './AnswersPane'
import { BackToSession } from './BackToSession'
import { drawnIds, rowsOf } from './matrix'

const route = getRouteApi('/inside/projects/$id/calibrations/$session/items/$task')

export function DiscussionPage() {
  const { id, session, task } = route.useParams()
  const [against, setAgainst] = useState<string | null>(null)
  const whole = useCalibration(id, session)
  const answers = useCalibrationAnswers(id, session, task, against)
  const spec = useQuery(specQuery(id))
  const error = whole.error ?? answers.error ?? spec.error
  const alone = whole.data?.session.own === true && whole.data.session.state === 'open'
  if (!alone && whole.data && answers.data && spec.data) {
    return (
      <Discussion
        key={task}
        project={id}
        whole={whole.data}
        found={answers.data}
        document={spec.data.document}
        onAgainst={setAgainst}
      />
    )
  }
  return (
    <WaitingFrame
      top={<BackToSession project={id} session={session} name={whole.data?.session.name ?? ''} />}
      error={error}
    >
      {alone ? <Alone project={id} task={task} /> : undefined}
    </WaitingFrame>
  )
}

/** What stands in the place of the others' answers while one is still to give one's own. */
function Alone({ project, task }: { readonly project: string; readonly task: string }) {
  const { t } = useTranslation('calibration')
  return (
    <Empty
      title={t('aloneTitle')}
      action={
        <Button
          renderRoot={(props) => (
            <Link {...props} to="/projects/$id/label" params={{ id: project }} search={{ task }} />
          )}
        >
          {t('answer')}
        </Button>
      }
    >
      {t('alone')}
    </Empty>
  )
}

interface DiscussionProps {
  readonly project: string
  readonly whole: Calibration
  readonly found: CalibrationAnswers
  readonly document: SpecDocument
  readonly onAgainst: (answer: string) => void
}

function Discussion({ project, whole, found, document, onAgainst }: DiscussionProps) {
  const { t } = useTranslation('calibration')
  const { session } = whole
  const task = found.item.task_id
  const ontology = useMemo(() => ontologyOf(document), [document])
  const rows = useMemo(() => rowsOf(found), [found])
  const names = useMemo(() => found.answers.map(({ annotator }) => annotator.name), [found])
  const colors = useMemo(() => coloredPeople(names), [names])
  const shown = useMemo(
    () => ({
      item: itemOf(found.item.item),
      annotations: together(found.answers, ({ annotator }) => annotator.name),
      readonly: true,
    }),
    [found],
  )
  const viewing = useViewing(task, shown, 'annotator', 'answers')
  const { editor } = viewing
  const threads = useThreads(task).data?.length ?? 0
  const go = useSteps(project, whole, task)

  const look = (index: number): void => {
    const row = rows[index]
    if (!editor || !row) return
    const ids = drawnIds(found, row)
    editor.select(ids)
    if (ids[0]) editor.reveal(ids[0], true)
  }
  return (
    <ViewingFrame
      viewing={viewing}
      task={task}
      thumbnail={found.item.item.thumbnail_url}
      ontology={ontology}
      guideline={document.guideline ?? ''}
      threads={threads}
      top={
        <>
          <BackToSession project={project} session={session.id} name={session.name} />
          <Text component="h1" fw={600} size="md" className="lw-ellipsis lw-grow">
            {found.item.item.name}
          </Text>
          <Text size="sm" c="dimmed" className="lw-num">
            {t('place', { n: go.at + 1, of: whole.items.length })}
          </Text>
          <ActionIcon aria-label={t('before')} disabled={!go.before} onClick={() => go.before?.()}>
            <IconChevronLeft size={18} />
          </ActionIcon>
          <ActionIcon aria-label={t('after')} disabled={!go.after} onClick={() => go.after?.()}>
            <IconChevronRight size={18} />
          </ActionIcon>
        </>
      }
      answers={
        <AnswersPane
          project={project}
          session={session}
          found={found}
          rows={rows}
          colors={colors}
          ontology={ontology}
          onLook={look}
          onAgainst={onAgainst}
        />
      }
    />
  )
}

/** The way to the items before and after, by button and by key. */
function useSteps(project: string, { session, items }: Calibration, task: string) {
  const { t } = useTranslation('calibration')
  const navigate = useNavigate()
  const at = items.findIndex(({ task_id: id }) => id === task)
  const steps = useMemo(() => {
    const to = (place: number) => {
      const target = items[place]?.task_id
      if (target === undefined) return null
      const params = { id: project, session: session.id, task: target }
      return () => void navigate({ to: '/projects/$id/calibrations/$session/items/$task', params, replace: true })
    }
    return { before: to(at - 1), after: to(at + 1) }
  }, [items, at, project, session.id, navigate])
  const commands = useMemo<readonly AppCommand[]>(
    () =>
      (['before', 'after'] as const).map((way) => ({
        id: `calibration.${way}`,
        title: t(way),
        group: 'work',
        keys: [way === 'before' ? 'Alt+ArrowLeft' : 'Alt+ArrowRight'],
        enabled: steps[way] !== null,
        run: () => steps[way]?.(),
      })),
    [t, steps],
  )
  useCommands('calibration', commands)
  return { at, ...steps }
}
