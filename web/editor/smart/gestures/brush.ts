/**
 * Prompting by strokes, each of which adds to what was found; with Alt it takes away. Before, what lies below the
 * pointer is asked for. A click on what was found accepts it.
 */
import { distance } from '../../geometry/geometry'
import type { PointEvent } from '../../label'
import { type GestureTurn, type Prompt, type Stand, gesture } from '../types'

type State =
  | { readonly kind: 'idle' }
  /** Pressed on what was found: a click accepts, a drag goes on collecting. */
  | { readonly kind: 'pressed'; readonly from: PointEvent }
  | { readonly kind: 'stroking' }

const IDLE: State = { kind: 'idle' }
const SLOP = 4

export const brush = gesture<State>({
  start: IDLE,
  on(state, event, stand) {
    if (event.type === 'cancel' || event.type === 'key' || 'offset' in event) return { state: IDLE }
    switch (state.kind) {
      case 'idle':
        return event.type === 'down' ? begun(event, stand) : { state, question: { ...stand.question, pointer: pointer(event, stand) } }
      case 'pressed':
        if (event.type === 'up') return { state: IDLE, accept: 'before' }
        return distance(state.from.screen, event.screen) < SLOP ? { state } : stroking(state.from, stand)
      case 'stroking':
        return event.type === 'up' ? { state: IDLE } : extended(event, stand)
    }
  },
})

function begun(event: PointEvent, stand: Stand): GestureTurn<State> {
  const { shift, alt } = event.modifiers
  const under = stand.question.prompts.length > 0
  if (alt && !under) return { state: IDLE }
  return under && !shift && !alt && stand.holds(event.point) ? { state: { kind: 'pressed', from: event } } : stroking(event, stand)
}

function stroking(event: PointEvent, stand: Stand): GestureTurn<State> {
  const { sight, settings, question } = stand
  const stroke: Prompt = { kind: 'stroke', points: [event.point], wanted: !event.modifiers.alt, sight, settings }
  return { state: { kind: 'stroking' }, question: { prompts: [...question.prompts, stroke], pointer: null } }
}

function extended(event: PointEvent, { question }: Stand): GestureTurn<State> {
  const stroke = question.prompts.at(-1)
  if (stroke?.kind !== 'stroke') return { state: IDLE }
  const longer = { ...stroke, points: [...stroke.points, event.point] }
  return { state: { kind: 'stroking' }, question: { prompts: [...question.prompts.slice(0, -1), longer], pointer: null } }
}

function pointer({ point, modifiers }: PointEvent, { sight, settings }: Stand): Prompt & { readonly kind: 'point' } {
  return { kind: 'point', at: point, wanted: !modifiers.alt, sight, settings }
}
