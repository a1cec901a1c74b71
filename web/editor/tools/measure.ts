/** The measure tool: a line that is dragged tells its length and angle until Escape. Nothing is kept. A pure state chart. */
import type { Point } from '../geometry/types'
import type { Mark } from '../mark'
import { measured, measuredText } from '../units'
import { type ToolTurn, type ToolView, tool } from './types'

type State =
  | { readonly kind: 'idle' }
  | { readonly kind: 'dragging' | 'shown'; readonly from: Point; readonly to: Point }

const IDLE: State = { kind: 'idle' }
const CURSOR = 'crosshair'
const LINE = '#ffd60a'
const SHADE = '#1c1c1e'

export const measureTool = tool<State>({
  name: 'measure',
  start: IDLE,
  busy: (state) => state.kind !== 'idle',
  on(state, event, view) {
    if (event.type === 'cancel') return { state: IDLE, cursor: CURSOR }
    if (event.type === 'key' || 'offset' in event) return showing(state, view)
    if (event.type === 'down') return showing({ kind: 'dragging', from: event.point, to: event.point }, view)
    if (state.kind !== 'dragging') return showing(state, view)
    const to = event.point
    if (event.type === 'move') return showing({ ...state, to }, view)
    return showing(isLine(state.from, to) ? { kind: 'shown', from: state.from, to } : IDLE, view)
  },
})

function showing(state: State, view: ToolView): ToolTurn<State> {
  if (state.kind === 'idle' || !isLine(state.from, state.to)) return { state, cursor: CURSOR }
  return { state, cursor: CURSOR, preview: { annotations: [], aids: aids(state.from, state.to, view) } }
}

function isLine(from: Point, to: Point): boolean {
  return from.x !== to.x || from.y !== to.y
}

/** Light on dark, so that it is seen on every picture. */
function aids(from: Point, to: Point, { state }: ToolView): readonly Mark[] {
  const line = (stroke: string, strokeWidth: number): Mark => ({ kind: 'path', rings: [[from, to]], closed: false, ink: { stroke, strokeWidth } })
  const text = measuredText(measured(from, to, state.item.spacing ?? null))
  return [
    line(SHADE, 4),
    line(LINE, 2),
    { kind: 'points', points: [from, to], radius: 4, ink: { fill: LINE, stroke: SHADE, strokeWidth: 1 } },
    { kind: 'text', at: to, text, ink: { fill: SHADE } },
  ]
}
