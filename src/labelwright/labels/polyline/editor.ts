/** The editor half of a polyline: drawn point by point or freehand, drawn on, split and joined. */
import { cornerHandles, cornerOf, withCorner } from '@editor/corners'
import { ontoBorders } from '@editor/geometry/borders'
import { distanceToPath } from '@editor/geometry/plane'
import type { Point } from '@editor/geometry/types'
import { type Modifiers, label } from '@editor/label'
import type { Mark, Style } from '@editor/mark'
import { SKETCH_SETTINGS, snapsToBorders, straightened } from '@editor/tools/sketch'
import { commands, withoutHandle } from './commands'
import { type State, on } from './drawing'
import { type PolylineValue, between, distance, fromView, nudge, placeOf, settle, transform, views } from './value'

/** A point drawn out of a stretch is one once it is this far from it, in pixels. */
const OUT_OF_EDGE = 0.01

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default label<PolylineValue, State>({
  name: 'polyline',
  title: 'Polyline',
  hint: 'Click point by point or hold and draw · Enter ends · Backspace takes a point back · Shift for 45°',
  media: ['image'],
  defaultOptions: { tolerance: 20 },
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
        { value: 'new', title: 'New', icon: 'line' },
        { value: 'extend', title: 'On from the end', icon: 'arrow-autofit-right' },
      ],
      next: ['e'],
    },
    ...SKETCH_SETTINGS,
  ],
  commands,
  handles: (value, _, scale, within) => cornerHandles([{ points: placeOf(value).points, closed: false }], scale, within),
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

function paint(value: PolylineValue, style: Style): readonly Mark[] {
  const { points } = placeOf(value)
  const [first] = points
  const line: Mark = {
    kind: 'path',
    rings: [points],
    closed: false,
    ink: { stroke: style.color, strokeWidth: style.strokeWidth, opacity: style.opacity, dashed: style.dashed },
  }
  if (style.label === '' || !first) return [line]
  return [line, { kind: 'text', at: first, text: style.label, ink: { fill: style.color, opacity: style.opacity } }]
}

/** A point goes to another place, or a new one comes out of the line; with Alt the point goes altogether. */
function drag(from: PolylineValue, handle: string, to: Point, { alt, shift }: Modifiers): PolylineValue {
  const corner = cornerOf(handle)
  if (!corner) return from
  if (alt && !corner.between) return withoutHandle(from, handle)
  const { points } = placeOf(from)
  const [a, b] = [points[corner.index], points[corner.index + 1]]
  if (!a || (corner.between && (!b || distanceToPath([a, b], false, to) < OUT_OF_EDGE))) return from
  const { x, y } = shift && !corner.between ? straightened(a, to) : to
  return { points: withCorner(from.points, corner, [x, y]) }
}
