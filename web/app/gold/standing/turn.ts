// Where somebody stands before the work, and what is to be said of it. Pure.
import type { OwnStanding } from '@client/queries/gold'
import type { Test } from '@client/types'

/** What the card before the work says. */
export type Turn = 'begin' | 'trained' | 'trainedWork' | 'qualified' | 'notYet' | 'failed'

/** What to say when a round is over, or before anything where none is. */
export function turnOf({ state }: Pick<OwnStanding, 'state'>, round: Test['kind'] | null): Turn {
  if (state === 'failed') return 'failed'
  if (round === null) return 'begin'
  if (round === 'training') return state === 'working' ? 'trainedWork' : 'trained'
  return state === 'working' ? 'qualified' : 'notYet'
}

/** Whether somebody stands at the beginning of a round, so that they are told what comes. */
export function isAtBeginning({ state, training, qualify }: OwnStanding): boolean {
  if (state === 'training') return (training?.done ?? 0) === 0
  return state === 'qualifying' && (qualify?.done ?? 0) === 0
}

/** One step on the way to the work. */
export interface Step {
  readonly kind: Test['kind'] | 'work'
  readonly of: number
  readonly place: 'done' | 'now' | 'ahead'
}

export function stepsOf({ state, training, qualify }: OwnStanding): readonly Step[] {
  const trains = training !== null && training.of > 0
  const order = ['training', 'qualifying', 'working'] as const
  const now = Math.max(order.indexOf(state as 'training'), trains ? 0 : 1)
  const place = (at: number): Step['place'] => (at < now ? 'done' : at === now ? 'now' : 'ahead')
  return [
    ...(trains ? [{ kind: 'training' as const, of: training.of, place: place(0) }] : []),
    ...(qualify && qualify.of > 0 ? [{ kind: 'qualify' as const, of: qualify.of, place: place(1) }] : []),
    { kind: 'work' as const, of: 0, place: place(2) },
  ]
}
