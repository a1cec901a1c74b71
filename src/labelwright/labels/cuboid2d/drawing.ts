/** How a cuboid is drawn: its front by dragging or by two clicks, then how far it reaches back by moving and a click. */
import { distance } from '@editor/geometry/geometry'
import type { Point } from '@editor/geometry/types'
import type { Bench, PointEvent, ToolEvent, Turn } from '@editor/label'
import { type Vanishing, pulled, pulledFreely, vanishingOf } from './perspective'
import { type CuboidValue, type Face, middleOf, ratioOf } from './value'

interface Pulling {
  readonly kind: 'pulling'
  readonly front: Face
  readonly vanishing: Vanishing
  readonly ratio: number
}

export type State = { readonly kind: 'idle' } | { readonly kind: 'pressed' | 'fronting'; readonly from: PointEvent } | Pulling

type Step = Turn<CuboidValue, State>

export const IDLE: State = { kind: 'idle' }
/** A pointer that moved less, in screen pixels, has clicked. */
const CLICK_SLOP = 4
/** A front is never thinner, and a cuboid never less deep, in image pixels. */
const SIDE_MIN = 2
/** Where roads vanish in pictures from cars, as shares of width and height. */
const HORIZON = { x: 0.5, y: 0.42 }
/** How large a back is for its front, where no cuboid before tells. */
const RATIO = 0.75

export function on(state: State, event: ToolEvent, bench: Bench<CuboidValue>): Step {
  if (event.type === 'cancel') return { state: IDLE }
  if (event.type === 'key' || 'offset' in event) return { state }
  switch (state.kind) {
    case 'idle':
      return event.type === 'down' ? { state: { kind: 'pressed', from: event }, active: true } : { state }
    case 'pressed':
      if (event.type === 'up') return { state: { kind: 'fronting', from: state.from }, active: true }
      if (distance(state.from.screen, event.screen) < CLICK_SLOP) return { state, active: true }
      return fronting({ kind: 'fronting', from: state.from }, event)
    case 'fronting':
      return event.type === 'move' ? fronting(state, event) : fronted(state.from, event, bench)
    case 'pulling':
      return onPulling(state, event)
  }
}

function fronting(state: State & { readonly from: PointEvent }, event: PointEvent): Step {
  const front = spanned(state.from.point, event)
  return { state, draft: { front, back: front } }
}

/** The front is drawn: the back follows the pointer, towards where the last cuboid's edges met. */
function fronted(from: PointEvent, event: PointEvent, bench: Bench<CuboidValue>): Step {
  const front = spanned(from.point, event)
  if (front[2][0] - front[0][0] < SIDE_MIN || front[2][1] - front[0][1] < SIDE_MIN) return { state: IDLE }
  const last = bench.selected ?? bench.others().at(-1)?.value
  const vanishing = (last && vanishingOf(last)) ?? { kind: 'point', at: horizonOf(front, bench) }
  return { state: { kind: 'pulling', front, vanishing, ratio: last ? ratioOf(last) : RATIO }, draft: { front, back: front } }
}

function onPulling(state: Pulling, event: PointEvent): Step {
  const { front, vanishing, ratio } = state
  const draft = event.modifiers.shift ? pulledFreely(front, ratio, event.point) : pulled(front, vanishing, event.point)
  return event.type === 'down' && deep(draft) ? { state: IDLE, commit: draft } : { state, draft }
}

function deep({ front, back }: CuboidValue): boolean {
  return front.some(([x, y], i) => Math.hypot(x - (back[i]?.[0] ?? x), y - (back[i]?.[1] ?? y)) >= SIDE_MIN)
}

/** Upright, from one corner to the pointer; with Alt the corner is the middle. */
function spanned(from: Point, { point, modifiers }: PointEvent): Face {
  const other = modifiers.alt ? { x: 2 * from.x - point.x, y: 2 * from.y - point.y } : from
  const [left, right] = [Math.min(other.x, point.x), Math.max(other.x, point.x)]
  const [top, bottom] = [Math.min(other.y, point.y), Math.max(other.y, point.y)]
  return [[left, top], [right, top], [right, bottom], [left, bottom]]
}

function horizonOf(front: Face, { size }: Bench<CuboidValue>): Point {
  const middle = middleOf(front)
  return size ? { x: size.width * HORIZON.x, y: size.height * HORIZON.y } : { x: middle.x, y: front[0][1] - 2 * (middle.y - front[0][1]) }
}
