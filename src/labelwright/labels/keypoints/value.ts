/** The value of keypoints: by name where each labelled point lies and how it is seen; what is not labelled is left out. */
import type { Point } from '@editor/geometry/types'

/** COCO's, without 0: hidden or visible. */
export type Visibility = 1 | 2
export type Place = readonly [x: number, y: number, seen: Visibility]

export interface KeypointsValue {
  readonly points: Readonly<Record<string, Place>>
}

export function pointsOf({ points }: KeypointsValue): Point[] {
  return Object.values(points).map(pointOf)
}

/** Where a point lies, where it is labelled; a name such as `constructor` is no exception. */
export function placeIn({ points }: KeypointsValue, name: string): Place | undefined {
  return Object.hasOwn(points, name) ? points[name] : undefined
}

export function pointOf([x, y]: Place): Point {
  return { x, y }
}

/** The value with each point changed; those that became null are left out. */
export function mapped({ points }: KeypointsValue, change: (place: Place, name: string) => Place | null): KeypointsValue {
  const entries = Object.entries(points).flatMap(([name, place]) => {
    const after = change(place, name)
    return after ? [[name, after] as const] : []
  })
  return { points: Object.fromEntries(entries) }
}
