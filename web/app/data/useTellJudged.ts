// Says what was done to many items at once, with the way back, and which of them were left as they were, and why.
import { useTakeBack, type Judged } from '@client/queries/verdicts'
import { tellDone, tellHindrance, tellProblem } from '../notices'
import { whyOf } from './refusals'

/** `left` says of how many nothing became, also where the way back does not lead to all. */
export function useTellJudged(project: string, left: (count: number) => string) {
  const takeBack = useTakeBack(project)
  const tellRefused = ({ refused, refused_count: count }: Judged): void => {
    if (count > 0) tellHindrance(`${left(count)} ${whyOf(refused)}`)
  }
  return (judged: Judged, done: (count: number) => string): void => {
    const { ids } = judged
    const undo = (): void => takeBack.mutate(ids, { onSuccess: tellRefused, onError: tellProblem })
    if (ids.length > 0) tellDone(done(ids.length), undo)
    tellRefused(judged)
  }
}
