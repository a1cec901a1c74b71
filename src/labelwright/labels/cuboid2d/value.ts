/** The value of a cuboid: two faces of four corners, the nearer first, corner by corner joined. */
import { ringArea } from '@editor/geometry/geometry'
import type { Point } from '@editor/geometry/types'

export type Corner = readonly [x: number, y: number]
/** Top left, top right, bottom right, bottom left, as the object itself stands. */
export type Face = readonly [Corner, Corner, Corner, Corner]

export interface CuboidValue {
  readonly front: Face
  readonly back: Face
}

export const CORNERS = [0, 1, 2, 3] as const
export type Index = (typeof CORNERS)[number]

export function point([x, y]: Corner): Point {
  return { x, y }
}

export function pointsOf(face: Face): Point[] {
  return face.map(point)
}

export function faceOf(corner: (index: Index) => Corner): Face {
  return [corner(0), corner(1), corner(2), corner(3)]
}

export function middleOf(face: Face): Point {
  return { x: face.reduce((sum, [x]) => sum + x, 0) / 4, y: face.reduce((sum, [, y]) => sum + y, 0) / 4 }
}

/** Square pixels, positive where the corners run clockwise on the screen. */
export function areaOf(face: Face): number {
  return ringArea(pointsOf(face))
}

/** How large the back is for the front: 1 where nothing shrinks with the distance. */
export function ratioOf({ front, back }: CuboidValue): number {
  const [near, far] = [areaOf(front), areaOf(back)]
  return near > 0 && far > 0 ? Math.sqrt(far / near) : 1
}

/** The left corners taken for the right ones and back. */
export function exchanged([a, b, c, d]: Face): Face {
  return [b, a, d, c]
}
