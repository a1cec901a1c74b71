/**
 * Prompting by a box. A drag asks; strokes with Shift say what belongs, with Alt what does not; a click accepts what
 * was found, another drag accepts it and begins the next.
 */
import type { PointEvent } from '../../label'
import type { Mark } from '../../mark'
import { boundsBetween, distance } from '../../geometry/geometry'
import type { Point } from '../../geometry/types'
import { type GestureTurn, type Prompt, type Stand, gesture } from '../types'
import { boxMark, promptMarks, strokeMark } from './marks'

type State =
  | { readonly kind: 'idle' }
  | { readonly kind: 'pressed'; readonly from: PointEvent }
  | { readonly kind: 'drawing'; readonly from: PointEvent }
  | { readonly kind: 'stroking'; readonly points: readonly Point[]; readonly wanted: boolean }

const IDLE: State = { kind: 'idle' }
const SLOP = 4

export const box = gesture<State>({
  start: IDLE,
  on(state, event, stand) {
    if (event.type === 'cancel' || event.type === 'key' || 'offset' in event) return seen(IDLE, stand)
    switch (state.kind) {
      case 'idle':
        return event.type === 'down' ? begun(event, stand) : seen(state, stand)
      case 'pressed':
        if (event.type === 'up') return stand.question.prompts.length > 0 ? { state: IDLE, accept: 'before' } : { state: IDLE }
        if (distance(state.from.screen, event.screen) < SLOP) return seen(state, stand)
        return seen({ kind: 'drawing', from: state.from }, stand, boxMark(state.from.point, event.point))
      case 'drawing':
        return event.type === 'up' ? drawn(state.from, event, stand) : seen(state, stand, boxMark(state.from.point, event.point))
      case 'stroking':
        return onStroke(state, event, stand)
    }
  },
})

function begun(event: PointEvent, stand: Stand): GestureTurn<State> {
  const { shift, alt } = event.modifiers
  if (!shift && !alt) return seen({ kind: 'pressed', from: event }, stand)
  if (stand.question.prompts.length === 0) return { state: IDLE }
  return seen({ kind: 'stroking', points: [event.point], wanted: !alt }, stand, strokeMark([event.point], !alt))
}

function drawn(from: PointEvent, event: PointEvent, stand: Stand): GestureTurn<State> {
  const { sight, settings, question } = stand
  const bounds = boundsBetween(from.point, event.point)
  if (bounds.maxX - bounds.minX < 2 || bounds.maxY - bounds.minY < 2) return seen(IDLE, stand)
  const prompts: readonly Prompt[] = [{ kind: 'box', bounds, sight, settings }]
  return { state: IDLE, question: { prompts, pointer: null }, aids: promptMarks(prompts), ...(question.prompts.length > 0 && { accept: 'before' }) }
}

function onStroke(state: State & { kind: 'stroking' }, event: PointEvent, stand: Stand): GestureTurn<State> {
  const points = [...state.points, event.point]
  if (event.type !== 'up') return seen({ ...state, points }, stand, strokeMark(points, state.wanted))
  const { sight, settings, question } = stand
  const prompts: readonly Prompt[] = [...question.prompts, { kind: 'stroke', points, wanted: state.wanted, sight, settings }]
  return { state: IDLE, question: { prompts, pointer: null }, aids: promptMarks(prompts) }
}

function seen(state: State, { question }: Stand, ...more: readonly Mark[]): GestureTurn<State> {
  return { state, aids: [...promptMarks(question.prompts), ...more] }
}
