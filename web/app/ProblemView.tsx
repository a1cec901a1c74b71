// An error of the API as a panel.
import { asProblem } from '@client/problem'
import { Problem, type ProblemPlace } from '@ui/Problem'

export interface ProblemViewProps {
  readonly error: unknown
  readonly onRetry?: () => void
  readonly onPlace?: (place: ProblemPlace) => void
}

export function ProblemView({ error, onRetry, onPlace }: ProblemViewProps) {
  const problem = asProblem(error)
  return (
    <Problem
      title={problem.sentence || problem.title}
      remedy={problem.remedy}
      places={problem.places}
      {...(onRetry ? { onRetry } : {})}
      {...(onPlace ? { onPlace } : {})}
    />
  )
}
