/** What each kind of geometry can tell of itself; one file for each kind. */
import type { Bounds, Point } from './types'

export interface Kind<G> {
  /** The axis-parallel bounds; null for what does not lie on an image. */
  bounds(geometry: G): Bounds | null
  /** Square pixels, code points or seconds. */
  area(geometry: G): number
  /** Whether a point lies inside or within `reach` of the outline. */
  touches(geometry: G, point: Point, reach: number): boolean
  /** Distance from a point to the outline, in pixels; 0 is on the line. */
  toOutline(geometry: G, point: Point): number
  /** Points that others may snap to. */
  vertices(geometry: G): readonly Point[]
  /** Lines that others may snap to; the last point of a closed one is joined to its first. */
  edges(geometry: G): readonly Edge[]
}

export interface Edge {
  readonly points: readonly Point[]
  readonly closed: boolean
}
