// An item to look at: any of its answers, in the same editor, without changing anything.
import { Button, NativeSelect, Text } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useProject } from '@client/queries/projects'
import { specQuery } from '@client/queries/spec'
import { taskQuery } from '@client/queries/tasks'
import type { AnswerView, SpecDocument, TaskView } from '@client/types'
import { when } from '@ui/format'
import { AskedLine } from '../data/AskedLine'
import { GoldSign, HandedUpSign } from '../data/TaskBits'
import { MakeGoldButton } from '../gold/MakeGoldButton'
import { can } from '../roles'
import { complete, itemOf, ontologyOf } from '../spec/ontology'
import { BackLink } from './BackLink'
import { together } from './together'
import { useViewing } from './useViewing'
import { ViewingFrame } from './ViewingFrame'
import { WaitingFrame } from './WaitingFrame'

/** Stands for all answers where one of them is chosen. */
const ALL = 'all'

const route = getRouteApi('/inside/projects/$id/items/$task')

export function ViewPage() {
  const { t } = useTranslation('label')
  const { id, task: taskId } = route.useParams()
  const task = useQuery(taskQuery(taskId))
  const spec = useQuery(specQuery(id))
  const error = task.error ?? spec.error
  if (task.data && spec.data) return <Viewer project={id} task={task.data} document={spec.data.document} />
  return <WaitingFrame top={<BackLink project={id} name={t('view')} />} error={error} />
}

function Viewer({ project, task, document }: { project: string; task: TaskView; document: SpecDocument }) {
  const { t } = useTranslation('label')
  const { marks } = route.useSearch()
  const [chosen, setChosen] = useState(task.truth_answer_id ?? task.answers.at(-1)?.id ?? '')
  const ontology = useMemo(() => ontologyOf(document), [document])
  const shown = useMemo(() => {
    const answer = task.answers.find(({ id }) => id === chosen)
    const whose = ({ annotator, kind }: AnswerView): string =>
      annotator?.name ?? t(kind === 'consensus' ? 'consensus' : 'nobody')
    const annotations = chosen === ALL ? together(task.answers, whose) : complete(answer?.annotations ?? [])
    return { item: itemOf(task.item), annotations, readonly: true }
  }, [task, chosen, t])
  // Whose each is matters where several are seen at once, and is the same for all otherwise.
  const viewing = useViewing(task.id, shown, chosen === ALL ? 'annotator' : 'class', 'objects')
  const { editor } = viewing
  useEffect(() => {
    const found = (marks?.split(' ') ?? []).filter((id) => editor?.document.get(id))
    if (!editor || !found[0]) return
    let shown = true
    void editor.ready().then(() => {
      if (!shown) return
      editor.select(found)
      editor.reveal(found[0] ?? '', true)
    })
    return () => {
      shown = false
    }
  }, [editor, marks])
  const role = useProject(project).data?.role
  const nameOf = (answer: AnswerView): string =>
    [answer.id === task.truth_answer_id ? t('truth') : '', answer.annotator?.name ?? '', when(answer.created_at)]
      .filter(Boolean)
      .join(' · ')
  return (
    <ViewingFrame
      viewing={viewing}
      task={task.id}
      thumbnail={task.item.thumbnail_url}
      ontology={ontology}
      guideline={document.guideline ?? ''}
      threads={task.threads.length}
      top={
        <>
          <BackLink project={project} name={t('view')} />
          <Text fw={600} className="lw-ellipsis lw-grow">
            {task.item.name}
          </Text>
          <GoldSign project={project} gold={task.gold} />
          <HandedUpSign told={task.handed_up} />
          <AskedLine asked={task.asked} className="lw-ellipsis" />
          {task.answers.length > 0 ? (
            <NativeSelect
              size="xs"
              aria-label={t('whichAnswer')}
              value={chosen}
              onChange={(event) => setChosen(event.currentTarget.value)}
              data={[
                ...task.answers.map((answer) => ({ value: answer.id, label: nameOf(answer) })),
                ...(task.answers.length > 1 ? [{ value: ALL, label: t('allAnswers') }] : []),
              ]}
            />
          ) : (
            <Text size="sm" c="dimmed">
              {t('noAnswer')}
            </Text>
          )}
          {role !== undefined && can(role, 'manage') && chosen !== '' && chosen !== ALL && (
            <MakeGoldButton project={project} task={task.id} answer={chosen} />
          )}
          <Button
            size="xs"
            variant="default"
            leftSection={<IconHistory size={14} />}
            renderRoot={(props) => (
              <Link {...props} to="/projects/$id/items/$task/history" params={{ id: project, task: task.id }} />
            )}
          >
            {t('tabs.history')}
          </Button>
        </>
      }
    />
  )
}
