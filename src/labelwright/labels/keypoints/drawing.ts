/** How keypoints are drawn: point by point in the order of the class, or all at once by dragging a box around them. */
import { distance } from '@editor/geometry/geometry'
import type { Point } from '@editor/geometry/types'
import type { Bench, KeyEvent, PointEvent, ToolEvent, Turn } from '@editor/label'
import type { Mark } from '@editor/mark'
import { type Template, layoutOf, templateOf } from './template'
import { type KeypointsValue, type Place, type Visibility, placeIn } from './value'

type Placing = {
  readonly kind: 'placing'
  /** What came of each point so far, in the order of the class; null where it was left out. */
  readonly placed: readonly (Place | null)[]
  /** What the next point will be. */
  readonly seen: Visibility
  readonly at: Point
}

export type State = { readonly kind: 'idle' } | { readonly kind: 'pressed' | 'boxing'; readonly from: PointEvent } | Placing

type Step = Turn<KeypointsValue, State>

export const IDLE: State = { kind: 'idle' }
const VISIBLE = 2
const HIDDEN = 1
/** A pointer that moved less, in screen pixels, has clicked. */
const CLICK_SLOP = 4
/** A box for all points is never thinner, in image pixels. */
const SIDE_MIN = 2
/** Where the name of the next point stands from the pointer, in screen pixels. */
const NAME_SHIFT = { x: 14, y: -6 }
const NAME_INK = { fill: '#1f2328', opacity: 0.86 } as const

export function on(state: State, event: ToolEvent, bench: Bench<KeypointsValue>): Step {
  if (event.type === 'cancel') return { state: IDLE }
  if ('offset' in event) return { state }
  if (event.type === 'key') return state.kind === 'placing' ? onKey(state, event, bench) : { state }
  switch (state.kind) {
    case 'idle':
      return onIdle(event, bench)
    case 'pressed':
      if (event.type === 'up') return placing({ kind: 'placing', placed: [placeOf(state.from.point, VISIBLE)], seen: VISIBLE, at: event.point }, bench)
      if (distance(state.from.screen, event.screen) < CLICK_SLOP) return { state }
      return { state: { kind: 'boxing', from: state.from }, draft: inBox(state.from.point, event.point, bench) }
    case 'boxing':
      return onBoxing(state.from, event, bench)
    case 'placing':
      return onPlacing(state, event, bench)
  }
}

/** All points where the template has them in a box between two corners. */
export function inBox(from: Point, to: Point, { options }: Pick<Bench<KeypointsValue>, 'options'>): KeypointsValue {
  const [x, y] = [Math.min(from.x, to.x), Math.min(from.y, to.y)]
  const [width, height] = [Math.abs(to.x - from.x), Math.abs(to.y - from.y)]
  const points = [...layoutOf(templateOf(options))].map(([name, at]) => [name, [x + width * at.x, y + height * at.y, VISIBLE]] as const)
  return { points: Object.fromEntries(points) }
}

/** With Shift a click adds the next point that the selected one lacks. */
function onIdle(event: PointEvent, bench: Bench<KeypointsValue>): Step {
  const template = templateOf(bench.options)
  const { selected } = bench
  const missing = selected ? template.points.findIndex(({ name }) => placeIn(selected, name) === undefined) : -1
  const name = template.points[missing]?.name
  if (event.modifiers.shift && selected && name !== undefined) {
    if (event.type !== 'down') return { state: IDLE, aids: [nameMark(template, missing, VISIBLE, event.point, bench.scale)] }
    return { state: IDLE, of: 'selected', commit: { points: { ...selected.points, [name]: placeOf(event.point, VISIBLE) } } }
  }
  if (event.type === 'down') return template.points.length > 0 ? { state: { kind: 'pressed', from: event } } : { state: IDLE }
  const ready = template.points.length > 0 && bench.handle === null
  return ready ? { state: IDLE, aids: [nameMark(template, 0, VISIBLE, event.point, bench.scale)] } : { state: IDLE }
}

function onBoxing(from: PointEvent, event: PointEvent, bench: Bench<KeypointsValue>): Step {
  const draft = inBox(from.point, event.point, bench)
  if (event.type !== 'up') return { state: { kind: 'boxing', from }, draft }
  const large = Math.abs(event.point.x - from.point.x) >= SIDE_MIN && Math.abs(event.point.y - from.point.y) >= SIDE_MIN
  return large ? { state: IDLE, commit: draft } : { state: IDLE }
}

function onPlacing(state: Placing, event: PointEvent, bench: Bench<KeypointsValue>): Step {
  const moved = { ...state, at: event.point }
  if (event.type !== 'down') return placing(moved, bench)
  const seen = event.modifiers.alt ? HIDDEN : state.seen
  return placing({ ...moved, placed: [...state.placed, placeOf(event.point, seen)], seen: VISIBLE }, bench)
}

/** 0 or N leaves the next point out, 1 and 2 say whether it is hidden; Backspace goes back, Enter leaves out the rest. */
function onKey(state: Placing, { key, modifiers }: KeyEvent, bench: Bench<KeypointsValue>): Step {
  const undoes = key.toLowerCase() === 'z' && (modifiers.ctrl || modifiers.meta) && !modifiers.shift
  if (key === 'Backspace' || undoes) return back(state, bench)
  if (modifiers.ctrl || modifiers.meta || modifiers.alt) return { state }
  switch (key.toLowerCase()) {
    case '0':
    case 'n':
      return placing({ ...state, placed: [...state.placed, null], seen: VISIBLE }, bench)
    case '1':
      return placing({ ...state, seen: HIDDEN }, bench)
    case '2':
      return placing({ ...state, seen: VISIBLE }, bench)
    case 'enter':
      return finished(state, bench)
    default:
      return { state }
  }
}

function back(state: Placing, bench: Bench<KeypointsValue>): Step {
  return state.placed.length > 1 ? placing({ ...state, placed: state.placed.slice(0, -1), seen: VISIBLE }, bench) : { state: IDLE }
}

/** Shows what is placed and what comes next, or ends after the last point. */
function placing(state: Placing, bench: Bench<KeypointsValue>): Step {
  const template = templateOf(bench.options)
  const next = template.points[state.placed.length]
  if (!next) return finished(state, bench)
  const draft = valueOf(state, template)
  const aids = [...lineMarks(template, next.name, draft, state.at), nameMark(template, state.placed.length, state.seen, state.at, bench.scale)]
  return { state, aids, active: true, ...(Object.keys(draft.points).length > 0 && { draft }) }
}

function finished(state: Placing, { options }: Bench<KeypointsValue>): Step {
  const value = valueOf(state, templateOf(options))
  return Object.keys(value.points).length > 0 ? { state: IDLE, commit: value } : { state: IDLE }
}

function valueOf({ placed }: Placing, { points }: Template): KeypointsValue {
  const entries = placed.flatMap((place, i) => {
    const name = points[i]?.name
    return place && name !== undefined ? [[name, place] as const] : []
  })
  return { points: Object.fromEntries(entries) }
}

/** Lines from the pointer to the placed points that the skeleton joins with the next. */
function lineMarks({ skeleton }: Template, name: string, value: KeypointsValue, at: Point): Mark[] {
  const rings = skeleton.flatMap(([a, b]) => {
    const place = placeIn(value, a === name ? b : b === name ? a : '')
    return place ? [[{ x: place[0], y: place[1] }, at]] : []
  })
  return rings.length > 0 ? [{ kind: 'path', rings, closed: false, ink: { stroke: '#ffffff', strokeWidth: 1.5, dashed: true } }] : []
}

function nameMark({ points }: Template, index: number, seen: Visibility, { x, y }: Point, scale: number): Mark {
  const text = `${points[index]?.name ?? ''} · ${index + 1}/${points.length}${seen === HIDDEN ? ' · hidden' : ''}`
  return { kind: 'text', at: { x: x + NAME_SHIFT.x / scale, y: y + NAME_SHIFT.y / scale }, text, ink: NAME_INK }
}

function placeOf({ x, y }: Point, seen: Visibility): Place {
  return [x, y, seen]
}
