// Moves so small that nobody meant them, such as what rounding leaves: told apart from the changes one looks at. Pure.
import type { Change } from '@client/queries/history'

/** Below so many pixels a move is left out unless somebody asks for it. */
export const LEAST = 1
export const LEAST_MOST = 100

export interface Told {
  readonly shown: readonly Change[]
  /** Changes of the place alone, in which no point went as far as the least. */
  readonly small: readonly Change[]
}

/** The changes worth a look where moves count from `least` pixels on. */
export function told(changes: readonly Change[], least: number): Told {
  const isSmall = ({ kind, what = [], farthest = null }: Change): boolean =>
    kind === 'changed' && what.length === 1 && what[0] === 'place' && farthest !== null && farthest < least
  return { shown: changes.filter((change) => !isSmall(change)), small: changes.filter(isSmall) }
}

/** Whether any of them can be small: on a picture, of marks that are made of points. */
export function hasMoves(changes: readonly Change[]): boolean {
  return changes.some(({ farthest = null }) => farthest !== null)
}
