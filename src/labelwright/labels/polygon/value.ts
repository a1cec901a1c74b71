/** The value of a polygon: what becomes of it on its picture, and the shapes it comes from and leads to. */
import { type Corner, withCorner } from '@editor/corners'
import { type Affine, moved } from '@editor/geometry/affine'
import { overlap } from '@editor/geometry/coverage'
import { outlineOf } from '@editor/geometry/ellipse'
import { cornersOf } from '@editor/geometry/geometry'
import { betweenRings } from '@editor/geometry/line'
import type { Parts } from '@editor/geometry/overlay'
import { boundsOfPoints } from '@editor/geometry/plane'
import { edgesOf } from '@editor/geometry/rasterEdges'
import { outlined } from '@editor/geometry/rasterOutline'
import type { Point, PolygonGeometry } from '@editor/geometry/types'
import type { Ground } from '@editor/label'
import type { View } from '@editor/views'

export type Pair = readonly [x: number, y: number]
export type Ring = readonly Pair[]

/** Parts, each an outline followed by its holes. What belongs to the area is told by the even-odd rule over all rings. */
export interface PolygonValue {
  readonly parts: readonly (readonly Ring[])[]
}

export const POINTS_MAX = 100_000
const ELLIPSE_CORNERS = 64
/** Corners are kept to this share of a pixel. */
const GRID = 100

const PLACES = new WeakMap<PolygonValue, PolygonGeometry>()
const POINTS = new WeakMap<Ring, readonly Point[]>()

/** Where the polygon lies: the same object for the same value, and for rings that did not change the same points. */
export function placeOf(value: PolygonValue): PolygonGeometry {
  const known = PLACES.get(value)
  if (known) return known
  const made: PolygonGeometry = { kind: 'polygon', rings: value.parts.flat().map(pointsOf) }
  PLACES.set(value, made)
  return made
}

export function pointsOf(ring: Ring): readonly Point[] {
  const known = POINTS.get(ring)
  if (known) return known
  const made = ring.map(([x, y]) => ({ x, y }))
  POINTS.set(ring, made)
  return made
}

export function valueOf(parts: Parts): PolygonValue {
  return { parts: parts.map((part) => part.map((ring) => ring.map(({ x, y }): Pair => [x, y]))) }
}

export function countOf({ parts }: PolygonValue): number {
  return parts.reduce((sum, part) => part.reduce((count, ring) => count + ring.length, sum), 0)
}

/** The value with each ring changed, where `change` gives null without it; without its outline a part goes with all its holes. */
export function mapped({ parts }: PolygonValue, change: (ring: Ring, flat: number) => Ring | null): PolygonValue {
  let flat = 0
  const changed = parts.map((part) => part.map((ring) => change(ring, flat++)))
  return { parts: changed.filter(([outline]) => outline).map((part) => part.filter((ring) => ring !== null)) }
}

/** Corners brought into the picture and to hundredths of a pixel; null where no area is left, or too many corners. */
export function settle(value: PolygonValue, { size }: Ground<PolygonValue>): PolygonValue | null {
  const settled = mapped(value, (ring) => settledRing(ring, size?.width ?? Infinity, size?.height ?? Infinity))
  if (settled.parts.length === 0 || countOf(settled) > POINTS_MAX) return null
  const alike = settled.parts.length === value.parts.length && settled.parts.every((part, i) => sameRings(part, value.parts[i]))
  return alike ? value : settled
}

/** On the grid at once, so that of very many corners none is brought there a second time. */
export function nudge(value: PolygonValue, by: Point): PolygonValue {
  return mapped(value, (ring) => ring.map(([x, y]): Pair => [onGrid(x + by.x), onGrid(y + by.y)]))
}

/** The ring with a corner moved, or a new one; all other points stay the same objects, however many there are. */
export function withCornerAt(ring: Ring, corner: Corner, { x, y }: Point): Ring {
  const to = { x: onGrid(x), y: onGrid(y) }
  const changed = withCorner(ring, corner, [to.x, to.y] as const)
  POINTS.set(changed, withCorner(pointsOf(ring), corner, to))
  return changed
}

export function transform(value: PolygonValue, affine: Affine): PolygonValue {
  return mapped(value, (ring) =>
    ring.map(([px, py]): Pair => {
      const { x, y } = moved(affine, { x: px, y: py })
      return [x, y]
    }),
  )
}

/** Each ring goes to the one in the same place of `b`; rings that only one has are seen with it alone. */
export function between(a: PolygonValue, b: PolygonValue, t: number): PolygonValue {
  if (t <= 0 || t >= 1) return t <= 0 ? a : b
  const parts = a.parts.map((part, i) =>
    part.map((ring, j) => {
      const other = b.parts[i]?.[j]
      return other ? betweenRings(pointsOf(ring), pointsOf(other), t) : pointsOf(ring)
    }),
  )
  return valueOf(parts)
}

export function distance(a: PolygonValue, b: PolygonValue): number {
  return 1 - overlap(placeOf(a).rings, placeOf(b).rings)
}

export function views(value: PolygonValue): readonly View[] {
  const bounds = boundsOfPoints(placeOf(value).rings.flat())
  const polygon: View = { kind: 'polygon', parts: value.parts.map((part) => part.map(pointsOf)) }
  if (!bounds) return [polygon]
  const { minX, minY, maxX, maxY } = bounds
  return [polygon, { kind: 'box', x: minX, y: minY, width: maxX - minX, height: maxY - minY, angle: 0 }]
}

/** An area whatever its shape: a mask becomes the outlines along the sides of its pixels. */
export function fromView(view: View): PolygonValue | null {
  switch (view.kind) {
    case 'polygon':
      return usable(view.parts)
    case 'box':
      return usable(view.width > 0 && view.height > 0 ? [[cornersOf(view)]] : [])
    case 'ellipse':
      return usable([[outlineOf(view, ELLIPSE_CORNERS)]])
    case 'mask':
      return usable(outlined(edgesOf(view)))
    default:
      return null
  }
}

/** The polygon of what of these parts is an area; null where nothing is. */
function usable(parts: Parts): PolygonValue | null {
  const kept = mapped(valueOf(parts), (ring) => (isRing(ring) ? ring : null))
  const count = countOf(kept)
  return count > 0 && count <= POINTS_MAX ? kept : null
}

/** Whether at least three of the corners are different. */
function isRing(ring: Ring): boolean {
  const [first] = ring
  const second = first && ring.find((one) => !alike(one, first))
  return second !== undefined && ring.some((one) => !alike(one, first) && !alike(one, second))
}

/** The ring itself where nothing of it has to change; null where nothing is left of it. */
function settledRing(ring: Ring, width: number, height: number): Ring | null {
  if (isSettled(ring, width, height)) return isRing(ring) ? ring : null
  const settled = (value: number, most: number): number => onGrid(Math.min(Math.max(value, 0), most))
  const corners = ring.map(([x, y]): Pair => [settled(x, width), settled(y, height)])
  const apart = corners.filter((corner, i) => !alike(corner, corners.at(i - 1)))
  return isRing(apart) ? apart : null
}

/** Asked of every corner with each move of one of them, so a plain loop. */
function isSettled(ring: Ring, width: number, height: number): boolean {
  let last = ring.at(-1)
  for (const corner of ring) {
    const [x, y] = [corner[0], corner[1]]
    if (!(x >= 0 && x <= width && y >= 0 && y <= height) || alike(corner, last)) return false
    if (onGrid(x) !== x || onGrid(y) !== y) return false
    last = corner
  }
  return true
}

function onGrid(value: number): number {
  return Math.round(value * GRID) / GRID
}

function alike(a: Pair | undefined, b: Pair | undefined): boolean {
  return a?.[0] === b?.[0] && a?.[1] === b?.[1]
}

function sameRings(a: readonly Ring[], b: readonly Ring[] | undefined): boolean {
  return a.length === b?.length && a.every((ring, i) => ring === b[i])
}
