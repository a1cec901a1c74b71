/**
 * How a mask is painted: with brush and eraser, by filling a gap, or by areas drawn around. What is painted belongs to the
 * mask that is selected, or is a new one; Alt takes away what would be added. While a stroke is under way its pixels
 * lie on a sheet; runs are made of them when it has ended.
 */
import { distance } from '@editor/geometry/geometry'
import { type Edges, combined, count, covers, edgesOf, subtracted } from '@editor/geometry/rasterEdges'
import { filled } from '@editor/geometry/rasterFilling'
import { piecesOf } from '@editor/geometry/rasterOutline'
import { withoutHoleAt } from '@editor/geometry/rasterShaping'
import { Sheet } from '@editor/geometry/rasterSheet'
import { type Dab, type Tip, dabAt } from '@editor/geometry/rasterStamp'
import type { Point } from '@editor/geometry/types'
import type { Bench, PointEvent, ToolEvent, Turn as LabelTurn } from '@editor/label'
import type { Mark } from '@editor/mark'
import { type MaskValue, valueOf } from './value'

export type State =
  /** `last` is where the last stroke ended, from which Shift draws a straight line. */
  | { readonly kind: 'idle'; readonly last: Point | null }
  | { readonly kind: 'stroke'; readonly sheet: Sheet; readonly takes: boolean; readonly last: Dab; readonly end: Point }
  | { readonly kind: 'corners'; readonly points: readonly Point[]; readonly takes: boolean }
  | { readonly kind: 'loop'; readonly points: readonly Point[]; readonly takes: boolean }
  | { readonly kind: 'frame'; readonly from: Point; readonly takes: boolean }

type Turn = LabelTurn<MaskValue, State>
type MaskBench = Bench<MaskValue>

export const IDLE: State = { kind: 'idle', last: null }

/** A click as near as this, in screen pixels, to the first corner closes the polygon. */
const CLOSING_REACH = 8
/** A point of a loop is kept when it is this far from the one before, in screen pixels. */
const LOOP_STEP = 1.5
const PRESSURE_MIN = 0.05
/** As strongly as the selected mask is filled that it becomes part of. */
const FILL = 0.31

export function on(state: State, event: ToolEvent, bench: MaskBench): Turn {
  if (event.type === 'cancel') return { state: IDLE }
  if ('offset' in event) return { state }
  if (event.type === 'key') return state.kind === 'corners' ? onKey(state, event.key, bench) : { state }
  switch (state.kind) {
    case 'idle':
      return onIdle(state, event, bench)
    case 'stroke':
      return onStroke(state, event, bench)
    case 'corners':
      return onCorners(state, event, bench)
    case 'loop':
      return onLoop(state, event, bench)
    case 'frame':
      return onFrame(state, event, bench)
  }
}

function onIdle(state: State & { kind: 'idle' }, event: PointEvent, bench: MaskBench): Turn {
  const { point, modifiers } = event
  const way = String(bench.settings.tool)
  const paints = way === 'brush' || way === 'eraser'
  if (event.type === 'up') return { state }
  if (event.type === 'move') return paints ? { state, cursor: 'none', aids: [...guide(state, event, bench), ...ring(event, bench)] } : { state }
  if (paints) return begunStroke(state, event, bench)
  const takes = modifiers.alt
  switch (way) {
    case 'polygon':
      return drawn({ kind: 'corners', points: [point], takes }, [point], bench)
    case 'lasso':
      return drawn({ kind: 'loop', points: [point], takes }, [point], bench)
    case 'rectangle':
      return drawn({ kind: 'frame', from: point, takes }, [point], bench)
    default:
      return takes ? emptied(point, bench) : filledUp(point, bench)
  }
}

/** Fills the gap in the selected mask that was clicked. */
function filledUp(point: Point, { selected }: MaskBench): Turn {
  const edges = selected && withoutHoleAt(edgesOf(selected), point)
  return edges ? { state: IDLE, commit: valueOf(edges), of: 'selected' } : { state: IDLE }
}

/** Takes the piece away that was clicked. */
function emptied(point: Point, bench: MaskBench): Turn {
  const pieces = bench.selected ? piecesOf(edgesOf(bench.selected)) : []
  const piece = pieces.find((edges) => covers(edges, Math.floor(point.x), Math.floor(point.y)))
  return piece ? finished(piece, true, bench, IDLE) : { state: IDLE }
}

function begunStroke(state: State & { kind: 'idle' }, event: PointEvent, bench: MaskBench): Turn {
  const takes = (bench.settings.tool === 'eraser') !== event.modifiers.alt
  if (!bench.size || (takes && !bench.selected)) return { state, cursor: 'none', aids: ring(event, bench) }
  const dab = dabAt(event.point, sizeOf(event, bench))
  const from = event.modifiers.shift && state.last ? dabAt(state.last, dab.size) : dab
  const sheet = new Sheet(bench.size)
  sheet.sweep(from, dab, tipOf(bench))
  return stroking({ kind: 'stroke', sheet, takes, last: dab, end: event.point }, event, bench)
}

function onStroke(state: State & { kind: 'stroke' }, event: PointEvent, bench: MaskBench): Turn {
  const { sheet, takes, last } = state
  // A pen that is lifted presses no more; the stroke ends as wide as it was.
  const dab = dabAt(event.point, event.type === 'up' ? last.size : sizeOf(event, bench))
  sheet.sweep(last, dab, tipOf(bench))
  if (event.type === 'up') return { ...finished(sheet.edges(), takes, bench, { kind: 'idle', last: event.point }), cursor: 'none', aids: ring(event, bench) }
  return stroking({ ...state, last: dab, end: event.point }, event, bench)
}

function stroking(state: State & { kind: 'stroke' }, event: PointEvent, bench: MaskBench): Turn {
  const { sheet: pixels, takes } = state
  const stroke: Mark = takes
    ? { kind: 'raster', pixels, mode: 'erase', ink: {} }
    : { kind: 'raster', pixels, mode: 'replace', ink: { fill: bench.color, fillOpacity: FILL } }
  return active(state, [stroke, ...ring(event, bench)], 'none', bench)
}

function onCorners(state: State & { kind: 'corners' }, event: PointEvent, bench: MaskBench): Turn {
  const [first = event.point] = state.points
  if (event.type !== 'down') return drawn(state, [...state.points, event.point], bench)
  const closes = event.clicks > 1 || (state.points.length > 2 && distance(first, event.point) * bench.scale <= CLOSING_REACH)
  if (closes) return closed(state.points, state.takes, bench)
  const points = [...state.points, event.point]
  return drawn({ ...state, points }, points, bench)
}

function onKey(state: State & { kind: 'corners' }, key: string, bench: MaskBench): Turn {
  if (key === 'Enter') return closed(state.points, state.takes, bench)
  if (key !== 'Backspace') return { state }
  const points = state.points.slice(0, -1)
  return points.length === 0 ? { state: IDLE } : drawn({ ...state, points }, points, bench)
}

function onLoop(state: State & { kind: 'loop' }, event: PointEvent, bench: MaskBench): Turn {
  const last = state.points.at(-1)
  const far = !last || distance(last, event.point) * bench.scale >= LOOP_STEP
  const points = far ? [...state.points, event.point] : state.points
  return event.type === 'up' ? closed(points, state.takes, bench) : drawn({ ...state, points }, points, bench)
}

function onFrame(state: State & { kind: 'frame' }, event: PointEvent, bench: MaskBench): Turn {
  const { from } = state
  const to = event.point
  const corners = [from, { x: to.x, y: from.y }, to, { x: from.x, y: to.y }]
  return event.type === 'up' ? closed(corners, state.takes, bench) : drawn(state, corners, bench)
}

function closed(points: readonly Point[], takes: boolean, bench: MaskBench): Turn {
  return finished(filled([[points]]), takes, bench, IDLE)
}

/** The selected mask with more or fewer pixels, or a new mask; nothing where that changes nothing. */
function finished(edges: Edges, takes: boolean, { selected }: MaskBench, state: State): Turn {
  if (!selected) return takes || edges.length === 0 ? { state } : { state, commit: valueOf(edges) }
  const before = edgesOf(selected)
  const after = takes ? subtracted(before, edges) : combined(before, edges, () => true)
  return count(before) === count(after) ? { state } : { state, commit: valueOf(after), of: 'selected' }
}

/** An area that is being drawn around. */
function drawn(state: State & { readonly takes: boolean }, points: readonly Point[], bench: MaskBench): Turn {
  const color = state.takes ? '#ffffff' : bench.color
  const ink = { stroke: color, strokeWidth: 2, fill: color, fillOpacity: FILL, dashed: state.takes }
  const corners: readonly Mark[] = state.kind === 'corners' ? [{ kind: 'points', points: state.points, radius: 3, ink: { fill: '#ffffff', stroke: color, strokeWidth: 1.5 } }] : []
  return active(state, [{ kind: 'path', rings: [points], closed: true, ink }, ...corners], 'crosshair', bench)
}

/** The mask that is being changed is drawn among what moves, so that it can be seen to shrink. */
function active(state: State, aids: readonly Mark[], cursor: string, { selected }: MaskBench): Turn {
  const turn: Turn = { state, active: true, aids, cursor }
  return selected ? { ...turn, draft: selected, of: 'selected' } : turn
}

/** The straight line that Shift would draw. */
function guide({ last }: State & { kind: 'idle' }, { point, modifiers }: PointEvent, bench: MaskBench): readonly Mark[] {
  if (!modifiers.shift || !last) return []
  return [{ kind: 'path', rings: [[last, point]], closed: false, ink: { stroke: bench.color, strokeWidth: 1.5, dashed: true } }]
}

/** The tip in its true size, black on white so that it shows on any ground. */
function ring(event: PointEvent, bench: MaskBench): readonly Mark[] {
  const { x, y, size } = dabAt(event.point, sizeOf(event, bench))
  return [
    { stroke: '#ffffff', strokeWidth: 2.5, opacity: 0.9 },
    { stroke: '#000000', strokeWidth: 1 },
  ].map((ink) =>
    tipOf(bench) === 'round'
      ? { kind: 'ellipse', cx: x, cy: y, rx: size / 2, ry: size / 2, angle: 0, ink }
      : { kind: 'rectangle', x: x - size / 2, y: y - size / 2, width: size, height: size, angle: 0, ink },
  )
}

function tipOf({ settings }: MaskBench): Tip {
  return settings.tip === 'square' ? 'square' : 'round'
}

function sizeOf({ pointer, pressure, buttons }: PointEvent, { settings }: MaskBench): number {
  const size = Number(settings.size)
  return settings.pressure === true && pointer === 'pen' && buttons > 0 ? size * Math.max(pressure, PRESSURE_MIN) : size
}
