// Where people label and review: the queue's next task in the editor, everything else around it.
import { Button, Skeleton } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useOwnStanding, type OwnStanding } from '@client/queries/gold'
import { projectQuery } from '@client/queries/projects'
import { specQuery } from '@client/queries/spec'
import type { SpecDocument, Test } from '@client/types'
import { Empty } from '@ui/Empty'
import { FeedbackView } from '../gold/feedback/FeedbackView'
import { BeforeWork } from '../gold/standing/BeforeWork'
import { isStop, Stopped } from '../gold/standing/Stopped'
import { TestStrip } from '../gold/standing/TestStrip'
import { isAtBeginning } from '../gold/standing/turn'
import { ProblemView } from '../ProblemView'
import { ontologyOf } from '../spec/ontology'
import { BackLink } from './BackLink'
import type { Outbox } from './saving'
import { TakeBack } from './TakeBack'
import { useWork } from './useWork'
import { WaitingFrame } from './WaitingFrame'
import { Workbench } from './Workbench'

export type Mode = 'label' | 'review'

const labelRoute = getRouteApi('/inside/projects/$id/label')
const reviewRoute = getRouteApi('/inside/projects/$id/review')

export function LabelPage() {
  const { id } = labelRoute.useParams()
  const { task, stage } = labelRoute.useSearch()
  return <Desk key={`${id} ${task ?? ''}`} project={id} mode="label" task={task} stage={stage} />
}

export function ReviewPage() {
  const { id } = reviewRoute.useParams()
  const { task, stage } = reviewRoute.useSearch()
  return <Desk key={`${id} ${task ?? ''}`} project={id} mode="review" task={task} stage={stage} />
}

interface DeskProps {
  readonly project: string
  readonly mode: Mode
  readonly task: string | undefined
  readonly stage: number | undefined
}

function Desk(props: DeskProps) {
  const project = useQuery(projectQuery(props.project))
  const spec = useQuery(specQuery(props.project))
  const standing = useOwnStanding(props.project)
  const error = project.error ?? spec.error ?? standing.error
  const again = (): void => [project, spec, standing].forEach((query) => void query.refetch())
  if (error) return <Waiting project={props.project}>{<ProblemView error={error} onRetry={again} />}</Waiting>
  if (!project.data || !spec.data || !standing.data) return <Waiting project={props.project} />
  return (
    <Door
      {...props}
      standing={standing.data}
      document={spec.data.document}
      guideline={spec.data.document.guideline ?? ''}
      name={project.data.name}
    />
  )
}

/** Says what comes before the work, where somebody stands at the beginning of it; nothing is handed out before. */
function Door({ standing, ...props }: OpenDeskProps & { standing: OwnStanding }) {
  const [shut, setShut] = useState(props.task === undefined && props.mode === 'label' && isAtBeginning(standing))
  if (!shut) return <OpenDesk {...props} />
  return (
    <Waiting project={props.project}>
      <BeforeWork project={props.project} standing={standing} round={null} onGoOn={() => setShut(false)} />
    </Waiting>
  )
}

type OpenDeskProps = DeskProps & { document: SpecDocument; guideline: string; name: string }

function OpenDesk(props: OpenDeskProps) {
  const { project, mode, task, stage, document } = props
  const sitting = useWork(project, stage ?? stageFor(mode, document), task)
  return (
    <>
      <Sitting {...props} {...sitting} />
      <TakeBack work={sitting.work} />
    </>
  )
}

type SittingProps = OpenDeskProps & ReturnType<typeof useWork>

function Sitting({ project, mode, task, document, guideline, name, state, work, outbox }: SittingProps) {
  const { t } = useTranslation('label')
  const ontology = useMemo(() => ontologyOf(document), [document])
  const goOn = useCallback(() => work.goOn(), [work])
  switch (state.phase) {
    case 'loading':
      return <Waiting project={project} />
    case 'failed':
      return <Failed project={project} error={state.error} outbox={outbox} onRetry={() => void work.start(task)} />
    case 'empty':
      return (
        <Waiting project={project}>
          {isStop(state.reason) ? (
            <Stopped project={project} stop={state.reason} message={state.message} onRetry={() => void work.start()} />
          ) : (
            <NothingToDo project={project} mode={mode} reason={state.reason} onRetry={() => void work.start()} />
          )}
        </Waiting>
      )
    case 'told':
      return (
        <FeedbackView
          key={state.feedback.answer_id}
          item={state.bundle.item}
          ontology={ontology}
          feedback={state.feedback}
          back={<BackLink project={project} name={name} />}
          strip={state.bundle.test && <TestStrip test={state.bundle.test} />}
          action={t('goOn')}
          onGoOn={goOn}
        />
      )
    case 'over':
      return (
        <Waiting project={project}>
          <RoundOver project={project} round={state.round} onGoOn={goOn} />
        </Waiting>
      )
    case 'working':
      return (
        <Workbench
          project={project}
          name={name}
          ontology={ontology}
          guideline={guideline}
          checked={(document.checks?.length ?? 0) > 0}
          work={work}
          outbox={outbox}
          state={state}
        />
      )
  }
}

interface RoundOverProps {
  readonly project: string
  readonly round: Test['kind']
  readonly onGoOn: () => void
}

/** How a round of training or qualifying went. */
function RoundOver({ project, round, onGoOn }: RoundOverProps) {
  const { data, error, refetch, isFetchedAfterMount } = useOwnStanding(project)
  if (error) return <ProblemView error={error} onRetry={() => void refetch()} />
  if (!data || !isFetchedAfterMount) return <Skeleton height={280} width={528} />
  return <BeforeWork project={project} standing={data} round={round} onGoOn={onGoOn} />
}

interface FailedProps {
  readonly project: string
  readonly error: unknown
  readonly outbox: Outbox
  readonly onRetry: () => void
}

/** Says what is wrong and what is kept here meanwhile; goes on by itself when the network is back. */
function Failed({ project, error, outbox, onRetry }: FailedProps) {
  const { t } = useTranslation('label')
  const waiting = useSyncExternalStore(outbox.subscribe, outbox.getState).waiting.length
  useEffect(() => {
    window.addEventListener('online', onRetry)
    return () => window.removeEventListener('online', onRetry)
  }, [onRetry])
  return (
    <Waiting project={project} banner={waiting > 0 && t('pending', { count: waiting })}>
      <ProblemView error={error} onRetry={onRetry} />
    </Waiting>
  )
}

/** Of any stage that judges where somebody is to judge; else the first that makes answers. */
function stageFor(mode: Mode, document: SpecDocument): number | 'judging' | undefined {
  if (mode === 'review') return 'judging'
  const index = document.workflow?.findIndex((stage) => stage.stage === 'annotate') ?? -1
  return index < 0 ? undefined : index
}

interface WaitingProps {
  readonly project: string
  readonly banner?: ReactNode
  readonly children?: ReactNode
}

function Waiting({ project, banner, children }: WaitingProps) {
  const { t } = useTranslation('label')
  return (
    <WaitingFrame
      top={<BackLink project={project} name={t('back')} />}
      banner={banner}
      panel={
        <div style={{ padding: 12, display: 'grid', gap: 8 }} aria-hidden>
          {!children && [0, 1, 2, 3].map((row) => <Skeleton key={row} height={24} />)}
        </div>
      }
    >
      {children}
    </WaitingFrame>
  )
}

interface NothingToDoProps {
  readonly project: string
  readonly mode: Mode
  readonly reason: string
  readonly onRetry: () => void
}

function NothingToDo({ project, mode, reason, onRetry }: NothingToDoProps) {
  const { t } = useTranslation('label')
  return (
    <Empty
      icon={<IconCircleCheck size={48} stroke={1.3} />}
      title={t('emptyTitle')}
      action={
        <div className="lw-row">
          <Button onClick={onRetry}>{t('lookAgain')}</Button>
          <Button
            variant="default"
            renderRoot={(props) => <Link {...props} to="/projects/$id" params={{ id: project }} />}
          >
            {t('toOverview')}
          </Button>
        </div>
      }
    >
      {/\s/.test(reason) ? reason : t(mode === 'review' ? 'emptyReview' : 'emptyLabel')}
    </Empty>
  )
}
