/** The value of a mask: what becomes of it on its picture and beside others, and the shapes it comes from and leads to. */
import { cornersOf } from '@editor/geometry/geometry'
import { boundsOfPoints } from '@editor/geometry/plane'
import { centroid } from '@editor/geometry/raster'
import { type Edges, NO_EDGES, edgesOf, rasterOf, shared, subtracted, united } from '@editor/geometry/rasterEdges'
import { filled, filledEllipse } from '@editor/geometry/rasterFilling'
import { outlined } from '@editor/geometry/rasterOutline'
import { type Affine, moved } from '@editor/geometry/affine'
import type { Point, Raster } from '@editor/geometry/types'
import type { Ground, Meeting, Options } from '@editor/label'
import type { View } from '@editor/views'

export type MaskValue = Raster

/** Bounds of the core's; what reaches beyond them is no mask. */
const SIDE_MAX = 2 ** 17
const AREA_MAX = 2 ** 31
const REACH = 10_000_000

/** No pixel: what is left when all has been erased. It is kept nowhere. */
const NOTHING: MaskValue = { x: 0, y: 0, width: 0, height: 0, counts: [] }

export function valueOf(edges: Edges): MaskValue {
  return rasterOf(edges) ?? NOTHING
}

/** Within the picture; null where nothing of it is. */
export function settle(value: MaskValue, { size }: Pick<Ground<MaskValue>, 'size'>): MaskValue | null {
  const { x, y, width, height } = value
  if (width === 0 || height === 0) return null
  if (!size || (x >= 0 && y >= 0 && x + width <= size.width && y + height <= size.height)) return value
  const picture = rectangle(0, 0, size.width, size.height)
  const outside = subtracted(edgesOf(value), filled([[picture]]))
  return rasterOf(subtracted(edgesOf(value), outside))
}

/**
 * Classes with `semantic` have one mask each, and no pixel in two of theirs. Of other masks, `overlap` says which one
 * keeps the pixels that both would have: the one of the class above, of one class the one that changed last; below
 * all, the one that was there; and where sharing is forbidden, always the one that was there.
 */
export function meet(value: MaskValue, other: MaskValue, meeting: Meeting): { value: MaskValue | null; other: MaskValue | null } | null {
  const { options, otherOptions, sameClass, fixed } = meeting
  if (sameClass && options.semantic === true) return fixed ? { value: null, other } : { value: rasterOf(united([edgesOf(value), edgesOf(other)])), other: null }
  const share = options.semantic === true && otherOptions.semantic === true
  const [rank, otherRank] = [rankOf(options), rankOf(otherOptions)]
  if (!share && rank === null && otherRank === null) return null
  const [mine, theirs] = [edgesOf(value), edgesOf(other)]
  if (shared(mine, theirs) === 0) return null
  const forbidden = options.overlap === 'forbid' || otherOptions.overlap === 'forbid'
  const [own, others] = [rank ?? 0, otherRank ?? 0]
  const wins = !fixed && !forbidden && (own === others ? options.overlap !== 'below' : own > others)
  return wins ? { value, other: rasterOf(subtracted(theirs, mine)) } : { value: rasterOf(subtracted(mine, theirs)), other }
}

/** How high a class lies; null where its masks share pixels with all. */
function rankOf({ overlap }: Options): number | null {
  return overlap === 'on_top' ? 1 : overlap === 'below' ? -1 : overlap === 'forbid' ? 0 : null
}

/** Pixels first; the outline and the box are worked out when they are asked for. */
export function views(value: MaskValue): readonly View[] {
  const { x, y, width, height, counts } = value
  return [
    { kind: 'mask', x, y, width, height, counts },
    {
      kind: 'polygon',
      get parts() {
        return outlined(edgesOf(value))
      },
    },
    { kind: 'box', x, y, width, height, angle: 0 },
  ]
}

/** The pixels whose centres lie in an area; null where there is none, or the area is larger than any picture. */
export function fromView(view: View): MaskValue | null {
  switch (view.kind) {
    case 'mask':
      return broughtToForm(view)
    case 'polygon':
      return isSmall(view.parts.flat(2)) ? rasterOf(filled(view.parts)) : null
    case 'box': {
      const corners = cornersOf(view)
      return view.width > 0 && view.height > 0 && isSmall(corners) ? rasterOf(filled([[corners]])) : null
    }
    case 'ellipse': {
      const reach = Math.max(view.rx, view.ry)
      const around = rectangle(view.cx - reach, view.cy - reach, 2 * reach, 2 * reach)
      return view.rx > 0 && view.ry > 0 && isSmall(around) ? rasterOf(filledEllipse(view)) : null
    }
    case 'line':
      return null
  }
}

/** The pixels whose centres come from a pixel that is set; where nothing is left, the middle pixel stays. */
export function transform(value: MaskValue, affine: Affine): MaskValue {
  const parts = outlined(edgesOf(value)).map((part) => part.map((ring) => ring.map((corner) => moved(affine, corner))))
  const { x, y } = moved(affine, centroid(value))
  return rasterOf(isSmall(parts.flat(2)) ? filled(parts) : NO_EDGES) ?? { x: Math.floor(x), y: Math.floor(y), width: 1, height: 1, counts: [0, 1] }
}

/** By whole pixels. */
export function nudge(value: MaskValue, by: Point): MaskValue {
  const [dx, dy] = [Math.round(by.x), Math.round(by.y)]
  return dx === 0 && dy === 0 ? value : { ...value, x: value.x + dx, y: value.y + dy }
}

/** The nearer of the two, moved by whole pixels so that its centre lies on the way from centre to centre. */
export function between(a: MaskValue, b: MaskValue, t: number): MaskValue {
  const [from, to] = [centroid(a), centroid(b)]
  const [near, share] = t < 0.5 ? [a, t] : [b, t - 1]
  const [dx, dy] = [Math.floor(share * (to.x - from.x) + 0.5), Math.floor(share * (to.y - from.y) + 0.5)]
  return { ...near, x: near.x + dx, y: near.y + dy }
}

/** 1 − IoU. */
export function distance(a: MaskValue, b: MaskValue): number {
  const both = shared(edgesOf(a), edgesOf(b))
  const area = ({ counts }: MaskValue): number => counts.reduce((sum, count, i) => (i % 2 === 1 ? sum + count : sum), 0)
  return 1 - both / (area(a) + area(b) - both)
}

/** The value of runs that may have a wider box or empty runs. */
function broughtToForm(raster: Raster): MaskValue | null {
  const { x, y, width, height, counts } = raster
  const sound = width > 0 && height > 0 && counts.every((count) => count >= 0)
  const fits = sound && counts.reduce((sum, count) => sum + count, 0) === width * height
  return fits && isSmall(rectangle(x, y, width, height)) ? rasterOf(edgesOf(raster)) : null
}

/** Whether the box around points is one that a mask can have. */
function isSmall(points: readonly Point[]): boolean {
  const box = boundsOfPoints(points)
  if (!box) return false
  const [width, height] = [box.maxX - box.minX, box.maxY - box.minY]
  const near = [box.minX, box.minY, box.maxX, box.maxY].every((place) => Math.abs(place) <= REACH)
  return near && Math.max(width, height) <= SIDE_MAX - 2 && (width + 2) * (height + 2) <= AREA_MAX
}

function rectangle(x: number, y: number, width: number, height: number): Point[] {
  return cornersOf({ x, y, width, height, angle: 0 })
}
