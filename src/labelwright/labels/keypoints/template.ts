/** What a class of keypoints declares, as the editor needs it. Mirrors `template.py`. */
import type { Point } from '@editor/geometry/types'
import type { Options } from '@editor/label'

export interface TemplatePoint {
  readonly name: string
  readonly color?: string
  readonly sigma?: number
  /** Its place in a box drawn around all points, as shares of width and height. */
  readonly at?: readonly [number, number]
}

export interface Template {
  readonly points: readonly TemplatePoint[]
  readonly skeleton: readonly (readonly [string, string])[]
  readonly pairs: readonly (readonly [string, string])[]
}

/** The tolerance of a point for which none is declared: the mean of the 17 that COCO measured on people. */
export const SIGMA = 0.067

export function templateOf({ points = [], skeleton = [], pairs = [] }: Options): Template {
  return { points, skeleton, pairs } as Template
}

/** The name that each left or right point has in a mirror. */
export function swapsOf({ pairs }: Template): ReadonlyMap<string, string> {
  return new Map(pairs.flatMap(([a, b]) => [[a, b], [b, a]] as const))
}

/** Where each point lies in a box from 0 to 1: as declared, else evenly round a circle, from the top clockwise. */
export function layoutOf({ points }: Template): ReadonlyMap<string, Point> {
  return new Map(
    points.map(({ name, at }, i) => {
      const turn = (2 * Math.PI * i) / points.length
      return [name, at ? { x: at[0], y: at[1] } : { x: 0.5 + Math.sin(turn) / 2, y: 0.5 - Math.cos(turn) / 2 }]
    }),
  )
}
