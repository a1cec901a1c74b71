/** How a line is drawn: point by point or freehand; a new one, or on from the nearer end of the selected one. */
import { distance } from '@editor/geometry/geometry'
import type { Point } from '@editor/geometry/types'
import type { Bench, ToolEvent, Turn as LabelTurn } from '@editor/label'
import type { Mark } from '@editor/mark'
import { type Sketch, pointsOf, rulesOf, sketched } from '@editor/tools/sketch'
import { POINTS_MAX, type PolylineValue, placeOf, valueOf } from './value'

export type State = Sketch | null
type Turn = LabelTurn<PolylineValue, State>
type LineBench = Bench<PolylineValue>

export function on(state: State, event: ToolEvent, bench: LineBench): Turn {
  if (event.type === 'cancel') return { state: null }
  if ('offset' in event) return { state }
  const { selected } = bench
  const rules = rulesOf(bench, selected && placeOf(selected), false, extended(bench) ? 1 : 2)
  const { sketch, done } = sketched(state, event, rules)
  if (done) return finished(done, bench)
  return sketch ? showing(sketch, bench) : { state: null }
}

/** The line that is drawn on, where it is not a new one. */
function extended({ settings, selected }: LineBench): PolylineValue | null {
  return settings.way === 'extend' ? selected : null
}

function finished(points: readonly Point[], bench: LineBench): Turn {
  const line = extended(bench)
  if (!line) return { state: null, commit: valueOf(points) }
  const drawn = valueOf(points).points
  const longer = fromStart(line, points) ? [...drawn].reverse().concat(line.points) : line.points.concat(drawn)
  return longer.length <= POINTS_MAX ? { state: null, of: 'selected', commit: { points: longer } } : { state: null }
}

/** Whether a line is drawn on from its first point rather than from its last: from the nearer one. */
function fromStart(line: PolylineValue, [begin]: readonly Point[]): boolean {
  const { points } = placeOf(line)
  const [first, last] = [points[0], points.at(-1)]
  return begin !== undefined && first !== undefined && last !== undefined && distance(first, begin) < distance(last, begin)
}

/** The selected line stays in sight, joined to what is drawn on. */
function showing(sketch: Sketch, bench: LineBench): Turn {
  const line = extended(bench)
  const ends = line ? placeOf(line).points : []
  const joint = line && (fromStart(line, sketch.points) ? ends.slice(0, 1) : ends.slice(-1))
  const aids = aidsOf([...(joint ?? []), ...pointsOf(sketch)], sketch.points, bench.color)
  const turn: Turn = { state: sketch, active: true, aids, cursor: 'crosshair' }
  return line ? { ...turn, draft: line, of: 'selected' } : turn
}

function aidsOf(path: readonly Point[], points: readonly Point[], color: string): readonly Mark[] {
  return [
    { kind: 'path', rings: [path], closed: false, ink: { stroke: color, strokeWidth: 2 } },
    { kind: 'points', points, radius: 3, ink: { fill: '#ffffff', stroke: color, strokeWidth: 1.5 } },
  ]
}
