// Every answer that was given to a task, and what reviewers said of it.
import { Badge, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { AnswerView, Outcome, TaskView } from '@client/types'
import { ago, duration, when } from '@ui/format'
import { PersonAvatar } from '@ui/PersonAvatar'
import { MakeGoldButton } from '../gold/MakeGoldButton'

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
        <div key={verdict.created_at} className="lw-row" style={{ alignItems: 'flex-start' }}>
          <Badge color={COLORS[verdict.outcome]}>{t(`outcomes.${verdict.outcome}`)}</Badge>
          <Text size="sm" className="lw-grow">
            {verdict.reviewer?.name} {verdict.reason && `“${verdict.reason}”`}
          </Text>
        </div>
      ))}
    </div>
  )
}
