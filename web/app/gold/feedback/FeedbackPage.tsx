// What one of one's own answers to gold was worth, by its address.
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFeedback } from '@client/queries/gold'
import { specQuery } from '@client/queries/spec'
import { useTask } from '@client/queries/tasks'
import { BackLink } from '../../label/BackLink'
import { WaitingFrame } from '../../label/WaitingFrame'
import { ontologyOf } from '../../spec/ontology'
import { FeedbackView } from './FeedbackView'

const route = getRouteApi('/inside/projects/$id/feedback/$answer')

export function FeedbackPage() {
  const { t } = useTranslation('gold')
  const { id, answer } = route.useParams()
  const navigate = route.useNavigate()
  const feedback = useFeedback(id, answer)
  const task = useTask(feedback.data?.task_id ?? null)
  const spec = useQuery(specQuery(id))
  const error = feedback.error ?? task.error ?? spec.error
  const ontology = useMemo(() => spec.data && ontologyOf(spec.data.document), [spec.data])
  const leave = useCallback(() => void navigate({ to: '/projects/$id/quality', params: { id } }), [navigate, id])
  const back = <BackLink project={id} name={t('feedback.title')} />
  if (feedback.data && task.data && ontology) {
    return (
      <FeedbackView
        item={task.data.item}
        ontology={ontology}
        feedback={feedback.data}
        back={back}
        action={t('feedback.toMine')}
        onGoOn={leave}
      />
    )
  }
  return <WaitingFrame top={back} error={error} />
}
