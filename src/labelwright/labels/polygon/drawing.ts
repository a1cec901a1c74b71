/**
 * How a polygon is drawn: corner by corner or freehand; a new one, or something that is added to the selected one, cut
 * out of it, or cuts it in two.
 */
import type { Point } from '@editor/geometry/types'
import { overlay, untangled } from '@editor/geometry/overlay'
import type { Bench, ToolEvent, Turn as LabelTurn } from '@editor/label'
import type { Mark } from '@editor/mark'
import { type Sketch, type SketchRules, closes, pointsOf, rulesOf, sketched } from '@editor/tools/sketch'
import { POINTS_MAX, type PolygonValue, countOf, placeOf, valueOf } from './value'

export type State = Sketch | null
type Turn = LabelTurn<PolygonValue, State>
type PolygonBench = Bench<PolygonValue>
type Way = 'new' | 'add' | 'cut' | 'split'

const FILL = 0.12

export function on(state: State, event: ToolEvent, bench: PolygonBench): Turn {
  if (event.type === 'cancel') return { state: null }
  if ('offset' in event) return { state }
  const way = wayOf(bench)
  const rules = rulesOf(bench, bench.selected && placeOf(bench.selected), way !== 'split', way === 'split' ? 2 : 3)
  const { sketch, done } = sketched(state, event, rules)
  if (done) return finished(way, done, bench)
  return sketch ? showing(sketch, way, rules, bench) : { state: null }
}

/** Without a selected polygon there is nothing to add to or to cut. */
function wayOf({ selected, settings }: PolygonBench): Way {
  return selected ? (settings.way as Way) : 'new'
}

function finished(way: Way, points: readonly Point[], { selected }: PolygonBench): Turn {
  if (!selected || way === 'new') return { state: null, commit: valueOf([[points]]) }
  if (way === 'split') return split(selected, points)
  const keep = way === 'cut' ? (cover: number) => cover === 1 : (cover: number) => cover > 0
  const parts = overlay([placeOf(selected).rings, [points]], keep)
  const value = parts && valueOf(parts)
  return value && countOf(value) <= POINTS_MAX ? { state: null, of: 'selected', commit: value } : { state: null }
}

/** Each piece becomes an annotation; parts that the line does not cut stay with the first piece. */
function split(selected: PolygonValue, line: readonly Point[]): Turn {
  const { rings } = placeOf(selected)
  const [whole, parts] = [untangled(rings), overlay([rings], (cover) => cover > 0, [line])]
  if (!whole || !parts) return { state: null }
  const before = new Set(whole.map((part) => JSON.stringify(part)))
  const [first, ...others] = parts.filter((part) => !before.has(JSON.stringify(part)))
  if (!first || others.length === 0) return { state: null }
  const uncut = parts.filter((part) => before.has(JSON.stringify(part)))
  return { state: null, of: 'selected', commit: valueOf([first, ...uncut]), more: others.map((part) => valueOf([part])) }
}

/** The selected polygon stays in sight; what is drawn lies over it. */
function showing(sketch: Sketch, way: Way, rules: SketchRules, { color, selected }: PolygonBench): Turn {
  const aids = aidsOf(sketch, rules, way === 'cut' ? '#ffffff' : color)
  const turn: Turn = { state: sketch, active: true, aids, cursor: closes(sketch, rules) ? 'pointer' : 'crosshair' }
  return selected && way !== 'new' ? { ...turn, draft: selected, of: 'selected' } : turn
}

function aidsOf(sketch: Sketch, rules: SketchRules, color: string): readonly Mark[] {
  const rings = [pointsOf(sketch)]
  const [first] = sketch.points
  const area: Mark = { kind: 'path', rings, closed: true, ink: { fill: color, fillOpacity: FILL, stroke: color, strokeWidth: 1, dashed: true } }
  const line: Mark = { kind: 'path', rings, closed: false, ink: { stroke: color, strokeWidth: 2 } }
  const corners: Mark = { kind: 'points', points: sketch.points, radius: 3, ink: { fill: '#ffffff', stroke: color, strokeWidth: 1.5 } }
  const closing: readonly Mark[] = first && closes(sketch, rules) ? [{ kind: 'handle', at: first, shape: 'circle', ink: { fill: color, stroke: '#ffffff' } }] : []
  return [...(rules.closed ? [area] : []), line, corners, ...closing]
}
