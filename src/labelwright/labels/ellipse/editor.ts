/** The editor half of an ellipse: drawn by dragging, by two clicks or along its axes; resized and turned by handles. */
import { type Affine, directed, moved } from '@editor/geometry/affine'
import { outlineOf } from '@editor/geometry/ellipse'
import { ellipseIou } from '@editor/geometry/ellipseOverlap'
import { bearing, distance, turned } from '@editor/geometry/geometry'
import { ellipseOfDiameters, ellipseOfParts, ellipseOfRuns } from '@editor/geometry/moments'
import type { Point } from '@editor/geometry/types'
import { type Bench, type Ground, type Handle, type Modifiers, type PointEvent, type ToolEvent, type Turn, label } from '@editor/label'
import type { View } from '@editor/views'

interface EllipseValue {
  readonly cx: number
  readonly cy: number
  readonly rx: number
  readonly ry: number
  readonly angle?: number
}

type State =
  | { readonly kind: 'idle' }
  | { readonly kind: 'pressed'; readonly from: PointEvent }
  | { readonly kind: 'dragging'; readonly from: PointEvent }
  | { readonly kind: 'second'; readonly from: PointEvent }
  | { readonly kind: 'axis'; readonly ends: readonly Point[] }

const IDLE: State = { kind: 'idle' }
const ORIGIN: Point = { x: 0, y: 0 }
const RADIANS = Math.PI / 180
/** A pointer that moved less, in screen pixels, has clicked. */
const CLICK_SLOP = 4
/** No half axis is ever shorter, in image pixels. */
const AXIS_MIN = 0.5
/** An axis needs this many screen pixels for a handle at either end, so that a small ellipse can still be moved. */
const AXIS_FOR_HANDLES = 40
const ROTATE_DISTANCE = 28
/** Corners of the area that an ellipse becomes where it must be one. */
const CORNERS = 64

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default label<EllipseValue, State>({
  name: 'ellipse',
  title: 'Ellipse',
  hint: 'Drag a box around it; by three points, click both ends of an axis and the outline · Shift for a circle · Alt from the middle',
  media: ['image'],
  geometry: (value) => ({ kind: 'ellipse', ...whole(value) }),
  paint: (value, style) => [
    {
      kind: 'ellipse',
      ...whole(value),
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
      initial: 'box',
      options: [
        { value: 'box', title: 'Box' },
        { value: 'axes', title: 'Three points' },
      ],
      next: ['e'],
    },
  ],
  handles,
  drag,
  nudge: (value, by) => ({ ...value, cx: value.cx + by.x, cy: value.cy + by.y }),
  transform,
  settle,
  views: (value) => {
    const { cx, cy, rx, ry, angle } = whole(value)
    return [
      { kind: 'ellipse', cx, cy, rx, ry, angle },
      { kind: 'polygon', parts: [[outlineOf({ cx, cy, rx, ry, angle }, CORNERS)]] },
      { kind: 'box', x: cx - rx, y: cy - ry, width: 2 * rx, height: 2 * ry, angle },
    ]
  },
  fromView,
  between(a, b, t) {
    const mix = (from: number, to: number): number => (1 - t) * from + t * to
    const from = a.angle ?? 0
    const value = { cx: mix(a.cx, b.cx), cy: mix(a.cy, b.cy), rx: mix(a.rx, b.rx), ry: mix(a.ry, b.ry) }
    return withAngle(value, from + t * halfTurn((b.angle ?? 0) - from))
  },
  distance: (a, b) => 1 - ellipseIou(whole(a), whole(b)),
})

function on(state: State, event: ToolEvent, { settings }: Bench<EllipseValue>): Turn<EllipseValue, State> {
  if (event.type === 'cancel') return { state: IDLE }
  if (event.type === 'key' || 'offset' in event) return { state }
  switch (state.kind) {
    case 'idle':
      if (event.type !== 'down') return { state }
      return settings.way === 'axes' ? { state: { kind: 'axis', ends: [event.point] }, active: true } : { state: { kind: 'pressed', from: event } }
    case 'pressed':
      if (event.type === 'up') return { state: { kind: 'second', from: state.from }, active: true }
      if (distance(state.from.screen, event.screen) < CLICK_SLOP) return { state }
      return { state: { kind: 'dragging', from: state.from }, draft: spanned(state.from.point, event) }
    case 'dragging':
      if (event.type === 'up') return finished(spanned(state.from.point, event))
      return { state, draft: spanned(state.from.point, event) }
    case 'second':
      if (event.type === 'down') return finished(spanned(state.from.point, event))
      return { state, draft: spanned(state.from.point, event) }
    case 'axis':
      return onAxis(state.ends, event)
  }
}

/** The two ends of one axis, then how far the outline is from it; with Shift a circle. */
function onAxis(ends: readonly Point[], event: PointEvent): Turn<EllipseValue, State> {
  const state: State = { kind: 'axis', ends }
  const [start, end] = ends
  if (start && end) {
    const draft = along(start, end, event)
    return event.type === 'down' ? finished(draft) : { state, draft }
  }
  const guide = start ? [{ kind: 'path', rings: [[start, event.point]], closed: false, ink: { stroke: '#ffffff', strokeWidth: 1.5, dashed: true } } as const] : []
  if (event.type !== 'down' || !start || distance(start, event.point) < 2 * AXIS_MIN) return { state, aids: guide, active: true }
  return { state: { kind: 'axis', ends: [start, event.point] }, draft: along(start, event.point, event) }
}

function along(start: Point, end: Point, { point, modifiers }: PointEvent): EllipseValue {
  const centre = { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 }
  const angle = bearing(start, end) - 90
  const rx = distance(start, end) / 2
  const across = Math.abs(turned(point, centre, -angle).y - centre.y)
  return withAngle({ cx: centre.x, cy: centre.y, rx, ry: modifiers.shift ? rx : Math.max(across, AXIS_MIN) }, angle)
}

function finished(value: EllipseValue): Turn<EllipseValue, State> {
  const large = value.rx >= AXIS_MIN && value.ry >= AXIS_MIN
  return large ? { state: IDLE, commit: value } : { state: IDLE }
}

/** Within the box from one corner to the pointer; with Shift a circle, with Alt the corner is the centre. */
function spanned(from: Point, { point, modifiers }: PointEvent): EllipseValue {
  let [dx, dy] = [point.x - from.x, point.y - from.y]
  if (modifiers.shift) {
    const side = Math.max(Math.abs(dx), Math.abs(dy))
    ;[dx, dy] = [side * (dx < 0 ? -1 : 1), side * (dy < 0 ? -1 : 1)]
  }
  if (modifiers.alt) return { cx: from.x, cy: from.y, rx: Math.abs(dx), ry: Math.abs(dy) }
  return { cx: from.x + dx / 2, cy: from.y + dy / 2, rx: Math.abs(dx) / 2, ry: Math.abs(dy) / 2 }
}

const ENDS: readonly { readonly name: string; readonly x: number; readonly y: number }[] = [
  { name: 'right', x: 1, y: 0 },
  { name: 'bottom', x: 0, y: 1 },
  { name: 'left', x: -1, y: 0 },
  { name: 'top', x: 0, y: -1 },
]

function handles(value: EllipseValue, _options: unknown, scale: number): readonly Handle[] {
  const { cx, cy, rx, ry, angle } = whole(value)
  const place = (x: number, y: number): Point => turned({ x: cx + x, y: cy + y }, { x: cx, y: cy }, angle)
  const roomy = ({ x, y }: (typeof ENDS)[number]): boolean => x + y > 0 || 2 * (x === 0 ? ry : rx) * scale >= AXIS_FOR_HANDLES
  const ends = ENDS.filter(roomy).map((end): Handle => ({ name: end.name, at: place(end.x * rx, end.y * ry), shape: 'square', cursor: resizeCursor(end, angle) }))
  return [...ends, { name: 'rotate', at: place(0, -ry - ROTATE_DISTANCE / scale), shape: 'circle', cursor: 'grab' }]
}

function resizeCursor(end: Point, angle: number): string {
  const cursors = ['ns-resize', 'nesw-resize', 'ew-resize', 'nwse-resize']
  return cursors[((Math.round((bearing(ORIGIN, end) + angle) / 45) % 4) + 4) % 4] ?? 'move'
}

/** The other end of the axis stays where it is, or with Alt the centre; with Shift the other axis grows alike. */
function drag(from: EllipseValue, handle: string, to: Point, modifiers: Modifiers): EllipseValue {
  const { cx, cy, rx, ry, angle } = whole(from)
  const centre = { x: cx, y: cy }
  if (handle === 'rotate') {
    const turn = bearing(centre, to) - angle
    const free = angle + ((((turn + 180) % 360) + 360) % 360) - 180
    return withAngle(from, modifiers.shift ? Math.round(free / 15) * 15 : free)
  }
  const end = ENDS.find(({ name }) => name === handle)
  if (!end) return from
  const local = turned(to, centre, -angle)
  const old = end.x === 0 ? ry : rx
  const reach = (local.x - cx) * end.x + (local.y - cy) * end.y
  const length = Math.max(modifiers.alt ? Math.abs(reach) : Math.abs(reach + old) / 2, Math.min(AXIS_MIN, old))
  const shift = modifiers.alt ? 0 : (reach - old) / 2
  const middle = turned({ x: cx + shift * end.x, y: cy + shift * end.y }, centre, angle)
  const [along, across] = [length, modifiers.shift ? ((end.x === 0 ? rx : ry) * length) / old : end.x === 0 ? rx : ry]
  const axes = end.x === 0 ? { rx: across, ry: along } : { rx: along, ry: across }
  return withAngle({ cx: middle.x, cy: middle.y, ...axes }, angle)
}

/** The image, which is an ellipse again. Which axis comes first is kept where the map keeps angles. */
function transform(value: EllipseValue, affine: Affine): EllipseValue {
  const { cx, cy, rx, ry, angle } = whole(value)
  const u = directed(affine, turned({ x: rx, y: 0 }, ORIGIN, angle))
  const v = directed(affine, turned({ x: 0, y: ry }, ORIGIN, angle))
  const centre = moved(affine, { x: cx, y: cy })
  const lengths = [Math.hypot(u.x, u.y), Math.hypot(v.x, v.y)] as const
  if (Math.abs(u.x * v.x + u.y * v.y) <= 1e-9 * lengths[0] * lengths[1]) {
    return withAngle({ cx: centre.x, cy: centre.y, rx: lengths[0], ry: lengths[1] }, halfTurn(Math.atan2(u.y, u.x) / RADIANS))
  }
  const image = ellipseOfDiameters(centre, u, v)
  return image ? withAngle(image, image.angle) : value
}

/** Rounded to hundredths of a pixel; only the centre needs to be in the picture. */
function settle({ cx, cy, rx, ry, angle = 0 }: EllipseValue, { size }: Ground<EllipseValue>): EllipseValue | null {
  const inside = !size || (cx >= 0 && cy >= 0 && cx <= size.width && cy <= size.height)
  if (!inside || rx < AXIS_MIN || ry < AXIS_MIN) return null
  return withAngle({ cx: round(cx), cy: round(cy), rx: round(rx), ry: round(ry) }, rx === ry ? 0 : round(halfTurn(angle)))
}

/** A box holds the ellipse that touches its sides; an area or pixels are taken for the ellipse that lies like them. */
function fromView(view: View): EllipseValue | null {
  const found = ellipseIn(view)
  return found && found.rx > 0 && found.ry > 0 ? withAngle(found, found.angle) : null
}

function ellipseIn(view: View): Required<EllipseValue> | null {
  switch (view.kind) {
    case 'ellipse':
      return view
    case 'box':
      return { cx: view.x + view.width / 2, cy: view.y + view.height / 2, rx: view.width / 2, ry: view.height / 2, angle: view.angle }
    case 'polygon':
      return ellipseOfParts(view.parts)
    case 'mask':
      return ellipseOfRuns(view)
    default:
      return null
  }
}

function whole({ cx, cy, rx, ry, angle = 0 }: EllipseValue): Required<EllipseValue> {
  return { cx, cy, rx, ry, angle }
}

function withAngle({ cx, cy, rx, ry }: EllipseValue, angle: number): EllipseValue {
  return angle === 0 ? { cx, cy, rx, ry } : { cx, cy, rx, ry, angle }
}

/** The highest point of the outline, where the label is written. */
function topmost(value: EllipseValue): Point {
  const { cx, cy, rx, ry, angle } = whole(value)
  const [sin, cos] = [Math.sin(angle * RADIANS), Math.cos(angle * RADIANS)]
  const height = Math.hypot(rx * sin, ry * cos)
  return { x: cx + ((ry * ry - rx * rx) * sin * cos) / height, y: cy - height }
}

/** The same axis as an angle in (−90, 90]. */
function halfTurn(degrees: number): number {
  const rest = degrees % 180
  if (rest > 90) return rest - 180
  return rest <= -90 ? rest + 180 : rest + 0
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
