/** What geometry gives for free, whatever its kind: bounds, area, distance, hit test and places to snap to. */
import { ellipse } from './ellipse'
import { interval } from './interval'
import type { Edge, Kind } from './kind'
import { path } from './path'
import { points } from './points'
import { polygon } from './polygon'
import { raster } from './raster'
import { rectangle } from './rectangle'
import type { Bounds, Geometry, Point } from './types'

export { centreOf, cornersOf } from './rectangle'
export * from './plane'

const KINDS: { readonly [K in Geometry['kind']]: Kind<Extract<Geometry, { kind: K }>> } = {
  rectangle,
  polygon,
  path,
  ellipse,
  points,
  raster,
  interval,
}

/** The axis-parallel bounds; null for what does not lie on an image. */
export function boundsOf(geometry: Geometry): Bounds | null {
  return kindOf(geometry).bounds(geometry)
}

/** Square pixels, code points or seconds. */
export function areaOf(geometry: Geometry): number {
  return kindOf(geometry).area(geometry)
}

/** Whether a point lies inside or within `reach` of the outline. */
export function touches(geometry: Geometry, point: Point, reach: number): boolean {
  return kindOf(geometry).touches(geometry, point, reach)
}

/** Distance from a point to the outline, in pixels; 0 is on the line. */
export function distanceToOutline(geometry: Geometry, point: Point): number {
  return kindOf(geometry).toOutline(geometry, point)
}

/** Points that others may snap to. */
export function verticesOf(geometry: Geometry): readonly Point[] {
  return kindOf(geometry).vertices(geometry)
}

/** Lines that others may snap to. */
export function edgesOf(geometry: Geometry): readonly Edge[] {
  return kindOf(geometry).edges(geometry)
}

function kindOf(geometry: Geometry): Kind<Geometry> {
  return KINDS[geometry.kind] as Kind<Geometry>
}
