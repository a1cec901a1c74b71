/** How a cuboid is changed by its handles, with its perspective kept: the back goes with the front as edges demand. */
import type { Point } from '@editor/geometry/types'
import type { Handle, Modifiers } from '@editor/label'
import { DEPTH_MAX } from './perspective'
import { CORNERS, type Corner, type CuboidValue, type Face, type Index, faceOf, point, pointsOf, ratioOf } from './value'

/** A front keeps this many image pixels of width and height. */
const SIDE_MIN = 1
/** A back stays this share of its depth away from the front. */
const DEPTH_SHARE_MIN = 0.02
/** A side needs this many screen pixels for a handle of its own, so that a small cuboid can still be moved. */
const SIDE_FOR_HANDLE = 40

const OPPOSITE: readonly Index[] = [2, 3, 0, 1]
const NEXT: readonly Index[] = [1, 2, 3, 0]
const SIDE_CURSORS = ['ns-resize', 'ew-resize', 'ns-resize', 'ew-resize'] as const
const CORNER_CURSORS = ['nwse-resize', 'nesw-resize', 'nwse-resize', 'nesw-resize'] as const

export function handles({ front, back }: CuboidValue, _options: unknown, scale: number): readonly Handle[] {
  const corners = CORNERS.flatMap((i): Handle[] => [
    { name: `back:${i}`, at: point(back[i]), shape: 'circle', cursor: 'move' },
    { name: `front:${i}`, at: point(front[i]), shape: 'square', cursor: CORNER_CURSORS[i] },
  ])
  const sides = CORNERS.flatMap((i): Handle[] => {
    const [a, b] = [point(front[i]), point(front[next(i)])]
    const roomy = Math.hypot(a.x - b.x, a.y - b.y) * scale >= SIDE_FOR_HANDLE
    return roomy ? [{ name: `side:${i}`, at: between(a, b), shape: 'square', cursor: SIDE_CURSORS[i] }] : []
  })
  return [...corners, ...sides]
}

/** With Shift the whole face moves and the other stays; with Alt that corner alone. */
export function drag(from: CuboidValue, handle: string, to: Point, { shift, alt }: Modifiers): CuboidValue {
  const [part = '', name = ''] = handle.split(':')
  const index = CORNERS.find((i) => String(i) === name)
  if (index === undefined) return from
  if (part === 'side') return withFront(from, stretched(from.front, index, to))
  if (part !== 'front' && part !== 'back') return from
  const face = from[part]
  if (alt) return { ...from, [part]: faceOf((i) => (i === index ? [to.x, to.y] : face[i])) }
  if (shift) return { ...from, [part]: shiftedBy(face, to.x - face[index][0], to.y - face[index][1]) }
  return part === 'front' ? withFront(from, resized(from.front, index, to)) : { ...from, back: deepened(from, index, to) }
}

/** The new front, with the back as large for it and as far towards the vanishing point as before. */
function withFront(from: CuboidValue, front: Face): CuboidValue {
  const ratio = ratioOf(from)
  const back = faceOf((i) => [
    from.back[i][0] + ratio * (front[i][0] - from.front[i][0]),
    from.back[i][1] + ratio * (front[i][1] - from.front[i][1]),
  ])
  return { front, back }
}

/** Stretched so that one corner lies at the pointer and the opposite one stays. */
function resized(face: Face, index: Index, to: Point): Face {
  const [corner, fixed] = [face[index], face[OPPOSITE[index] ?? index]]
  return scaled(face, fixed, factor(corner[0] - fixed[0], to.x - fixed[0]), factor(corner[1] - fixed[1], to.y - fixed[1]))
}

/** Stretched so that the side from one corner to the next lies at the pointer and the opposite one stays. */
function stretched(face: Face, index: Index, to: Point): Face {
  const side = between(point(face[index]), point(face[next(index)]))
  const far = between(point(face[OPPOSITE[index] ?? index]), point(face[OPPOSITE[next(index)] ?? index]))
  const upright = index % 2 === 0
  return scaled(face, [far.x, far.y], upright ? 1 : factor(side.x - far.x, to.x - far.x), upright ? factor(side.y - far.y, to.y - far.y) : 1)
}

function scaled(face: Face, [x, y]: Corner, sx: number, sy: number): Face {
  return faceOf((i) => [x + (face[i][0] - x) * sx, y + (face[i][1] - y) * sy])
}

/** By how much a length grows, never turned round nor to nothing. */
function factor(before: number, after: number): number {
  return Math.abs(before) < SIDE_MIN ? 1 : Math.max(after / before, SIDE_MIN / Math.abs(before))
}

/** All edges that lead back become as much longer as the dragged one. */
function deepened(from: CuboidValue, index: Index, to: Point): Face {
  const { front, back } = from
  const [x, y] = front[index]
  const [dx, dy] = [back[index][0] - x, back[index][1] - y]
  const length = dx * dx + dy * dy
  if (length === 0) return back
  const depth = 1 - ratioOf(from)
  const most = depth > 0 ? Math.max(DEPTH_MAX / depth, 1) : Infinity
  const share = Math.min(Math.max(((to.x - x) * dx + (to.y - y) * dy) / length, DEPTH_SHARE_MIN), most)
  return faceOf((i) => [front[i][0] + share * (back[i][0] - front[i][0]), front[i][1] + share * (back[i][1] - front[i][1])])
}

export function shiftedBy(face: Face, x: number, y: number): Face {
  return faceOf((i) => [face[i][0] + x, face[i][1] + y])
}

/** The upright face around another. */
export function uprighted(face: Face): Face {
  const [xs, ys] = [pointsOf(face).map(({ x }) => x), pointsOf(face).map(({ y }) => y)]
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  return [[left, top], [right, top], [right, bottom], [left, bottom]]
}

function between(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }
}

function next(index: Index): Index {
  return NEXT[index] ?? index
}
