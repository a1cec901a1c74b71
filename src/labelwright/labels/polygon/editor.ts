/** The editor half of a polygon: drawn corner by corner or freehand, changed by its corners, joined, cut and shaped. */
import { type Corner, cornerHandles, cornerOf } from '@editor/corners'
import { ontoBorders } from '@editor/geometry/borders'
import { distanceToPath } from '@editor/geometry/plane'
import type { Point } from '@editor/geometry/types'
import { type Modifiers, label } from '@editor/label'
import type { Mark, Style } from '@editor/mark'
import { SKETCH_SETTINGS, snapsToBorders, straightened } from '@editor/tools/sketch'
import { commands, withoutHandle } from './commands'
import { type State, on } from './drawing'
import { type PolygonValue, type Ring, between, distance, fromView, mapped, nudge, placeOf, pointsOf, settle, transform, views, withCornerAt } from './value'

/** A corner drawn out of an edge is one once it is this far from it, in pixels. */
const OUT_OF_EDGE = 0.01

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default label<PolygonValue, State>({
  name: 'polygon',
  title: 'Polygon',
  hint: 'Click corner by corner or hold and go around · Enter closes · Backspace takes a corner back · Shift for 45°',
  media: ['image'],
  defaultOptions: { simple: false },
  geometry: placeOf,
  paint,
  tool: { start: null, on },
  settings: [
    {
      kind: 'choice',
      name: 'way',
      title: 'Draw',
      initial: 'new',
      options: [
        { value: 'new', title: 'New', icon: 'polygon' },
        { value: 'add', title: 'Add', icon: 'layers-union' },
        { value: 'cut', title: 'Cut out', icon: 'layers-subtract' },
        { value: 'split', title: 'Split', icon: 'slice' },
      ],
      next: ['e'],
    },
    ...SKETCH_SETTINGS,
  ],
  commands,
  handles: (value, _, scale, within) => cornerHandles(placeOf(value).rings.map((points) => ({ points, closed: true })), scale, within),
  drag,
  snap: ontoBorders,
  snaps: snapsToBorders,
  nudge,
  transform,
  settle,
  views,
  fromView,
  between,
  distance,
})

function paint(value: PolygonValue, style: Style): readonly Mark[] {
  const { rings } = placeOf(value)
  const area: Mark = {
    kind: 'path',
    rings,
    closed: true,
    ink: {
      stroke: style.color,
      strokeWidth: style.strokeWidth,
      fill: style.color,
      fillOpacity: style.fillOpacity,
      opacity: style.opacity,
      dashed: style.dashed,
    },
  }
  const top = style.label === '' ? undefined : topmost(rings)
  return top ? [area, { kind: 'text', at: top, text: style.label, ink: { fill: style.color, opacity: style.opacity } }] : [area]
}

/** A corner goes to another place, or a new one comes out of an edge; with Alt the corner goes altogether. */
function drag(from: PolygonValue, handle: string, to: Point, modifiers: Modifiers): PolygonValue {
  const corner = cornerOf(handle)
  if (!corner) return from
  if (modifiers.alt && !corner.between) return withoutHandle(from, handle)
  return mapped(from, (ring, flat) => (flat === corner.path ? dragged(ring, corner, to, modifiers) : ring))
}

function dragged(ring: Ring, corner: Corner, to: Point, { shift }: Modifiers): Ring {
  const points = pointsOf(ring)
  const [a, b] = [points[corner.index], points[(corner.index + 1) % points.length]]
  if (!a || !b) return ring
  if (corner.between && distanceToPath([a, b], false, to) < OUT_OF_EDGE) return ring
  return withCornerAt(ring, corner, shift && !corner.between ? straightened(a, to) : to)
}

/** The corner where the label is written. */
function topmost(rings: readonly (readonly Point[])[]): Point | undefined {
  let best: Point | undefined
  for (const ring of rings) for (const point of ring) if (!best || point.y < best.y || (point.y === best.y && point.x < best.x)) best = point
  return best
}
