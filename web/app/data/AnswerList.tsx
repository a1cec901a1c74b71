// Every answer that was given to a task, and what reviewers said of it.
import { Badge, Button, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useMe } from '@client/queries/session'
import { useTakeBack } from '@client/queries/verdicts'
import type { AnswerView, Outcome, TaskView, VerdictView } from '@client/types'
import { ago, duration, when } from '@ui/format'
import { PersonAvatar } from '@ui/PersonAvatar'
import { MakeGoldButton } from '../gold/MakeGoldButton'
import { tellDone, tellHindrance, tellProblem } from '../notices'

const COLORS: Readonly<Record<Outcome, string>> = { accept: 'accent', fix: 'yellow', reject: 'red' }

interface AnswerListProps {
  readonly project: string
  readonly task: TaskView
  readonly mayMakeGold: boolean
}

export function AnswerList({ task, ...rest }: AnswerListProps) {
  const { t } = useTranslation('data')
  if (task.answers.length === 0) return <Text c="dimmed">{t('noAnswers')}</Text>
  return (
    <div style={{ display: 'grid', gap: 10 }}>
      {task.answers.map((answer) => (
        <AnswerCard key={answer.id} answer={answer} task={task} {...rest} />
      ))}
    </div>
  )
}

function AnswerCard({ answer, task, project, mayMakeGold }: AnswerListProps & { answer: AnswerView }) {
  const { t } = useTranslation('data')
  const { t: common } = useTranslation('common')
  const name = answer.annotator?.name ?? (answer.kind === 'consensus' ? t('consensus') : common('someone'))
  const verdicts = task.verdicts.filter((verdict) => verdict.answer_id === answer.id)
  const standing = task.verdicts.filter((verdict) => !verdict.called_back)
  return (
    <div className="lw-panel" style={{ padding: '0.625rem 0.75rem', display: 'grid', gap: 6 }}>
      <div className="lw-row">
        <PersonAvatar name={name} />
        <Text fw={550} className="lw-ellipsis lw-grow">
          {name}
        </Text>
        {answer.id === task.truth_answer_id && <Badge>{t('truth')}</Badge>}
        <Text size="xs" c="dimmed" title={when(answer.created_at)}>
          {ago(answer.created_at)}
        </Text>
      </div>
      <div className="lw-row">
        <Text size="sm" c="dimmed" className="lw-num lw-grow">
          {t('annotations', { count: answer.annotations.length })}
          {answer.seconds !== null && ` · ${duration(answer.seconds)}`}
        </Text>
        {mayMakeGold && <MakeGoldButton project={project} task={task.id} answer={answer.id} size="compact-xs" />}
      </div>
      {verdicts.map((verdict) => (
        <VerdictLine
          key={verdict.created_at}
          verdict={verdict}
          project={project}
          task={task.id}
          newest={verdict === standing.at(-1)}
        />
      ))}
    </div>
  )
}

interface VerdictLineProps {
  readonly verdict: VerdictView
  readonly project: string
  readonly task: string
  /** Whether no verdict that counts came after it. */
  readonly newest: boolean
}

function VerdictLine({ verdict, project, task, newest }: VerdictLineProps) {
  const { t } = useTranslation('data')
  const me = useMe()?.id
  const back = verdict.called_back
  return (
    <div className="lw-row" style={{ alignItems: 'flex-start' }}>
      <Badge color={back ? 'gray' : COLORS[verdict.outcome]} variant={back ? 'outline' : 'light'}>
        {t(`outcomes.${verdict.outcome}`)}
      </Badge>
      <Text size="sm" className="lw-grow" {...(back ? { c: 'dimmed' } : {})}>
        {[verdict.reviewer?.name, verdict.reason && `“${verdict.reason}”`, back && `(${t('calledBack')})`]
          .filter(Boolean)
          .join(' ')}
      </Text>
      {newest && verdict.reviewer?.id === me && <TakeBack project={project} task={task} />}
    </div>
  )
}

/** Takes the own verdict back; the server says why where others have gone on since. */
function TakeBack({ project, task }: { readonly project: string; readonly task: string }) {
  const { t } = useTranslation('data')
  const takeBack = useTakeBack(project)
  return (
    <Button
      size="compact-xs"
      variant="subtle"
      title={t('takeBackHint')}
      loading={takeBack.isPending}
      onClick={() =>
        takeBack.mutate([task], {
          onSuccess: ({ refused: [refused] }) => (refused ? tellHindrance(refused.why) : tellDone(t('tookBack'))),
          onError: tellProblem,
        })
      }
    >
      {t('takeBack')}
    </Button>
  )
}
