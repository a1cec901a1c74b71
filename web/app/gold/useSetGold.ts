// Changes gold items alike, one or many, with the way back to what each was before.
import { useChangeGold, type GoldChange, type GoldItem } from '@client/queries/gold'
import { tellDone, tellProblem } from '../notices'
import { backSteps } from './changes'

export function useSetGold(project: string) {
  const change = useChangeGold(project)
  return (rows: readonly GoldItem[], to: GoldChange, told: string, onDone?: () => void): void => {
    const back = backSteps(rows, to)
    const undo = (): void => back.forEach((step) => change.mutate(step, { onError: tellProblem }))
    change.mutate(
      { tasks: rows.map(({ task_id: task }) => task), change: to },
      {
        onSuccess: () => {
          tellDone(told, undo)
          onDone?.()
        },
        onError: tellProblem,
      },
    )
  }
}
