/** What smart tools hand over: regions of pixels as neutral views. */
import type { Point, Size } from '../geometry/types'
import type { View } from '../views'
import { outlines } from '../vision/outline'
import type { Region } from '../vision/pixels'
import { smoothed, withoutHoles, withoutSpecks } from '../vision/region'
import { type Place, maskOf, polygonOf } from '../vision/shapes'
import { type Found, NOTHING_FOUND } from './types'
import type { Piece } from './windows'

/** A region as pixels and as an outline, for label types of either kind; nothing where it is empty. */
export function foundRegion(piece: Piece | null, size: Size, guides: Found['guides'] = []): Found {
  if (!piece) return { ...NOTHING_FOUND, guides }
  const views: View[] = []
  const mask = maskOf(piece.region, piece.pixels, size)
  const polygon = polygonOf(piece.region, piece.pixels, size)
  if (mask) views.push(mask)
  if (polygon) views.push(polygon)
  return { views, guides }
}

/** A region as a hand would leave it: no crumbs, no pinholes, a border that is smooth over `radius` pixels. */
export function tidied(region: Region, radius: number): Region {
  const crumb = (2 * radius + 1) ** 2
  return radius < 1 ? region : smoothed(withoutHoles(withoutSpecks(region, crumb), crumb), radius)
}

/** The borders of a region, exactly along the pixels, closed. */
export function bordersOf(region: Region, { x, y, step }: Place): Point[][] {
  return outlines(region)
    .flat()
    .map((ring) => [...ring, ...ring.slice(0, 1)].map((point) => ({ x: x + point.x * step, y: y + point.y * step })))
}
