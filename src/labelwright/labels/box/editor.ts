/** The editor half of a box: drawn by dragging, by two clicks or by four extreme clicks; resized and turned by handles. */
import { type Affine, directed, moved, turn } from '@editor/geometry/affine'
import { bearing, centreOf, cornersOf, distance, turned } from '@editor/geometry/geometry'
import type { Point } from '@editor/geometry/types'
import {
  type Bench,
  type Ground,
  type Handle,
  type Modifiers,
  type Options,
  type PointEvent,
  type ToolEvent,
  type Turn,
  label,
} from '@editor/label'
import { type View, boundsOfView } from '@editor/views'

interface BoxValue {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly angle?: number
}

type State =
  | { readonly kind: 'idle' }
  | { readonly kind: 'pressed'; readonly from: PointEvent }
  | { readonly kind: 'dragging'; readonly from: PointEvent }
  | { readonly kind: 'second'; readonly from: PointEvent }
  | { readonly kind: 'extremes'; readonly points: readonly Point[] }

const ORIGIN: Point = { x: 0, y: 0 }
const IDLE: State = { kind: 'idle' }
/** A pointer that moved less, in screen pixels, has clicked. */
const CLICK_SLOP = 4
/** A box is never thinner, in image pixels. */
const SIDE_MIN = 1
/** Handles on a side need this many screen pixels, so that a small box can still be moved. */
const SIDE_FOR_HANDLE = 40
const ROTATE_DISTANCE = 28

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default label<BoxValue, State>({
  name: 'box',
  title: 'Box',
  hint: 'Drag, or click two corners; by extreme points, click all four · Shift for a square · Alt from the middle',
  media: ['image'],
  defaultOptions: { rotated: false },
  geometry: rectangleOf,
  paint: (value, style) => [
    {
      ...rectangleOf(value),
      ink: {
        stroke: style.color,
        strokeWidth: style.strokeWidth,
        fill: style.color,
        fillOpacity: style.fillOpacity,
        opacity: style.opacity,
        dashed: style.dashed,
      },
    },
    ...(style.label === ''
      ? []
      : [{ kind: 'text', at: topmost(value), text: style.label, ink: { fill: style.color, opacity: style.opacity } } as const]),
  ],
  tool: { start: IDLE, on },
  settings: [
    {
      kind: 'choice',
      name: 'way',
      title: 'Draw by',
      initial: 'corners',
      options: [
        { value: 'corners', title: 'Corners' },
        { value: 'extremes', title: 'Extreme points' },
      ],
      next: ['e'],
    },
  ],
  handles,
  drag,
  nudge: (value, by) => ({ ...value, x: value.x + by.x, y: value.y + by.y }),
  transform,
  settle,
  views: (value) => [
    { ...rectangleOf(value), kind: 'box' },
    { kind: 'polygon', parts: [[cornersOf(rectangleOf(value))]] },
  ],
  fromView,
  between(a, b, t) {
    const mix = (from: number, to: number): number => (1 - t) * from + t * to
    const from = a.angle ?? 0
    const angle = upright(from + t * upright((b.angle ?? 0) - from))
    const box = { x: mix(a.x, b.x), y: mix(a.y, b.y), width: mix(a.width, b.width), height: mix(a.height, b.height) }
    return angle === 0 ? box : { ...box, angle }
  },
})

function on(state: State, event: ToolEvent, { settings }: Bench<BoxValue>): Turn<BoxValue, State> {
  if (event.type === 'cancel') return { state: IDLE }
  if (event.type === 'key' || 'offset' in event) return { state }
  switch (state.kind) {
    case 'idle':
      if (event.type !== 'down') return { state }
      return { state: settings.way === 'extremes' ? { kind: 'extremes', points: [event.point] } : { kind: 'pressed', from: event } }
    case 'pressed':
      if (event.type === 'up') return { state: { kind: 'second', from: state.from } }
      if (distance(state.from.screen, event.screen) < CLICK_SLOP) return { state }
      return { state: { kind: 'dragging', from: state.from }, draft: spanned(state.from.point, event) }
    case 'dragging':
      if (event.type === 'up') return finished(spanned(state.from.point, event))
      return { state, draft: spanned(state.from.point, event) }
    case 'second':
      if (event.type === 'down') return finished(spanned(state.from.point, event))
      return { state, draft: spanned(state.from.point, event) }
    case 'extremes':
      return onExtreme(state.points, event)
  }
}

function onExtreme(points: readonly Point[], event: PointEvent): Turn<BoxValue, State> {
  const all = [...points, event.point]
  if (event.type !== 'down') return { state: { kind: 'extremes', points }, draft: around(all) }
  const state: State = { kind: 'extremes', points: all }
  return all.length === 4 ? finished(around(all)) : { state, draft: around(all) }
}

function finished(value: BoxValue): Turn<BoxValue, State> {
  const large = value.width >= SIDE_MIN && value.height >= SIDE_MIN
  return large ? { state: IDLE, commit: value } : { state: IDLE }
}

/** From one corner to the pointer; with Shift a square, with Alt the corner is the centre. */
function spanned(from: Point, { point, modifiers }: PointEvent): BoxValue {
  let [dx, dy] = [point.x - from.x, point.y - from.y]
  if (modifiers.shift) {
    const side = Math.max(Math.abs(dx), Math.abs(dy))
    ;[dx, dy] = [side * (dx < 0 ? -1 : 1), side * (dy < 0 ? -1 : 1)]
  }
  const first = modifiers.alt ? { x: from.x - dx, y: from.y - dy } : from
  return around([first, { x: from.x + dx, y: from.y + dy }])
}

function around(points: readonly Point[]): BoxValue {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)]
  const [x, y] = [Math.min(...xs), Math.min(...ys)]
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y }
}

const SIDES: readonly { readonly name: string; readonly x: number; readonly y: number }[] = [
  { name: 'top-left', x: 0, y: 0 },
  { name: 'top-right', x: 1, y: 0 },
  { name: 'bottom-right', x: 1, y: 1 },
  { name: 'bottom-left', x: 0, y: 1 },
  { name: 'top', x: 0.5, y: 0 },
  { name: 'right', x: 1, y: 0.5 },
  { name: 'bottom', x: 0.5, y: 1 },
  { name: 'left', x: 0, y: 0.5 },
]

/** The image of the box where that is a rectangle, else the one around it along its upper edge. */
function transform(value: BoxValue, affine: Affine): BoxValue {
  const angle = value.angle ?? 0
  const [along, across] = [turned({ x: 1, y: 0 }, ORIGIN, angle), turned({ x: 0, y: 1 }, ORIGIN, angle)]
  const u = directed(affine, { x: along.x * value.width, y: along.y * value.width })
  const v = directed(affine, { x: across.x * value.height, y: across.y * value.height })
  const centre = moved(affine, centreOf(value))
  if (angle === 0 && isUpright(u, v)) return centred(centre, Math.abs(u.x) + Math.abs(v.x), Math.abs(u.y) + Math.abs(v.y), 0)
  const length = Math.hypot(u.x, u.y)
  const width = length + Math.abs(u.x * v.x + u.y * v.y) / length
  const height = Math.abs(u.x * v.y - u.y * v.x) / length
  return centred(centre, width, height, turn((Math.atan2(u.y, u.x) * 180) / Math.PI))
}

function centred(centre: Point, width: number, height: number, angle: number): BoxValue {
  const box = { x: centre.x - width / 2, y: centre.y - height / 2, width, height }
  return angle === 0 ? box : { ...box, angle }
}

/** Whether two sides run along the axes, but for rounding. */
function isUpright(u: Point, v: Point): boolean {
  const small = 1e-9 * (Math.abs(u.x) + Math.abs(u.y) + Math.abs(v.x) + Math.abs(v.y))
  return (Math.abs(u.y) <= small && Math.abs(v.x) <= small) || (Math.abs(u.x) <= small && Math.abs(v.y) <= small)
}

function handles(value: BoxValue, options: Readonly<Record<string, unknown>>, scale: number): readonly Handle[] {
  const angle = value.angle ?? 0
  const place = (x: number, y: number): Point =>
    turned({ x: value.x + value.width * x, y: value.y + value.height * y }, centreOf(value), angle)
  const roomy = (side: (typeof SIDES)[number]): boolean =>
    (side.x !== 0.5 || value.width * scale >= SIDE_FOR_HANDLE) && (side.y !== 0.5 || value.height * scale >= SIDE_FOR_HANDLE)
  const sides = SIDES.filter(roomy).map(
    (side): Handle => ({ name: side.name, at: place(side.x, side.y), shape: 'square', cursor: resizeCursor(side, angle) }),
  )
  if (options.rotated !== true) return sides
  const above = ROTATE_DISTANCE / scale / Math.max(value.height, SIDE_MIN)
  return [...sides, { name: 'rotate', at: place(0.5, -above), shape: 'circle', cursor: 'grab' }]
}

function resizeCursor(side: { readonly x: number; readonly y: number }, angle: number): string {
  const direction = bearing({ x: 0.5, y: 0.5 }, side) + angle
  const cursors = ['ns-resize', 'nesw-resize', 'ew-resize', 'nwse-resize']
  return cursors[((Math.round(direction / 45) % 4) + 4) % 4] ?? 'move'
}

function drag(from: BoxValue, handle: string, to: Point, modifiers: Modifiers): BoxValue {
  if (handle === 'rotate') return rotated(from, to, modifiers)
  const side = SIDES.find(({ name }) => name === handle)
  if (!side) return from
  const angle = from.angle ?? 0
  const centre = centreOf(from)
  const local = turned(to, centre, -angle)
  const horizontal = pulled(from.x, from.width, side.x, local.x, modifiers.alt)
  const vertical = pulled(from.y, from.height, side.y, local.y, modifiers.alt)
  const free = around([
    { x: horizontal[0], y: vertical[0] },
    { x: horizontal[1], y: vertical[1] },
  ])
  const resized = modifiers.shift && side.x !== 0.5 && side.y !== 0.5 ? proportioned(from, free, side, modifiers.alt) : free
  if (angle === 0) return resized
  const middle = turned(centreOf(resized), centre, angle)
  const { width, height } = resized
  return { x: middle.x - width / 2, y: middle.y - height / 2, width, height, angle }
}

/** Both ends of one axis after the end at `side` (0 or 1; 0.5 is neither) went to `to`. */
function pulled(start: number, length: number, side: number, to: number, both: boolean): [number, number] {
  if (side === 0.5) return [start, start + length]
  const fixed = side === 0 ? start + length : start
  return both ? [2 * start + length - to, to] : [fixed, to]
}

/** The box with the sides' ratio of `from`, as large as the larger pull asks, held at the opposite corner. */
function proportioned(from: BoxValue, free: BoxValue, side: { readonly x: number; readonly y: number }, centred: boolean): BoxValue {
  const factor = Math.max(free.width / from.width, free.height / from.height)
  const [width, height] = [from.width * factor, from.height * factor]
  const hold = (start: number, length: number, at: number, size: number): number =>
    centred ? start + (length - size) / 2 : at === 0 ? start + length - size : start
  return { x: hold(from.x, from.width, side.x, width), y: hold(from.y, from.height, side.y, height), width, height }
}

/** Turned so that the upper edge faces the pointer; with Shift in steps of 15°. */
function rotated(from: BoxValue, to: Point, modifiers: Modifiers): BoxValue {
  const free = bearing(centreOf(from), to)
  return withAngle(from, modifiers.shift ? Math.round(free / 15) * 15 : free)
}

function withAngle(value: BoxValue, angle: number): BoxValue {
  const { x, y, width, height } = value
  const turn = round(upright(angle))
  return turn === 0 ? { x, y, width, height } : { x, y, width, height, angle: turn }
}

/** Within the picture and rounded to hundredths of a pixel; a turned box only needs its centre there. */
function settle(value: BoxValue, { size, options }: Ground<BoxValue>): BoxValue | null {
  const angle = options.rotated === true ? (value.angle ?? 0) : 0
  const box = size && angle === 0 ? clipped(value, size.width, size.height) : value
  const centre = centreOf(box)
  const inside = !size || (centre.x >= 0 && centre.y >= 0 && centre.x <= size.width && centre.y <= size.height)
  if (!inside || box.width < SIDE_MIN || box.height < SIDE_MIN) return null
  return withAngle({ x: round(box.x), y: round(box.y), width: round(box.width), height: round(box.height) }, angle)
}

function clipped(value: BoxValue, width: number, height: number): BoxValue {
  const [x, y] = [Math.max(value.x, 0), Math.max(value.y, 0)]
  return { x, y, width: Math.min(value.x + value.width, width) - x, height: Math.min(value.y + value.height, height) - y }
}

/** The same box, or the upright one around any other shape. */
function fromView(view: View, options: Options): BoxValue | null {
  if (view.kind === 'box' && (view.angle === 0 || options.rotated === true)) return withAngle(view, view.angle)
  const bounds = boundsOfView(view)
  if (!bounds || bounds.maxX <= bounds.minX || bounds.maxY <= bounds.minY) return null
  return { x: bounds.minX, y: bounds.minY, width: bounds.maxX - bounds.minX, height: bounds.maxY - bounds.minY }
}

function rectangleOf({ x, y, width, height, angle = 0 }: BoxValue) {
  return { kind: 'rectangle', x, y, width, height, angle } as const
}

/** The corner where the label is written. */
function topmost(value: BoxValue): Point {
  return cornersOf(rectangleOf(value)).reduce((a, b) => (b.y < a.y || (b.y === a.y && b.x < a.x) ? b : a))
}

/** Degrees brought to more than −180 and at most 180. */
function upright(degrees: number): number {
  const turn = ((degrees % 360) + 360) % 360
  return turn > 180 ? turn - 360 : turn
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
