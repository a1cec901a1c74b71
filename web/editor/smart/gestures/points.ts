/**
 * Prompting by points. A click asks; Shift adds a point, Alt a point that does not belong; a click on what was found
 * accepts it, one beside it accepts it and begins the next. Dragging to the side changes a setting while it is seen.
 */
import type { PointEvent } from '../../label'
import type { NumberSetting, Settings } from '../../settings'
import { type Gesture, type GestureTurn, type Prompt, type Question, type Stand, gesture } from '../types'
import { promptMarks } from './marks'

type State = { readonly kind: 'idle' } | { readonly kind: 'pressed'; readonly from: PointEvent; readonly before: number }

const IDLE: State = { kind: 'idle' }
const SLOP = 4
/** Dragging so far, in screen pixels, goes through the whole range of the setting. */
const DRAG_RANGE = 400

/** `drag` is the setting that dragging changes. */
export function points(drag?: NumberSetting): Gesture {
  return gesture<State>({
    start: IDLE,
    on(state, event, stand) {
      if (event.type === 'cancel' || event.type === 'key' || 'offset' in event) return { state: IDLE, aids: promptMarks(stand.question.prompts) }
      if (state.kind === 'idle') return event.type === 'down' ? begun(event, stand, drag) : { state, aids: promptMarks(stand.question.prompts) }
      const dragged = drag ? draggedTo(state, event, stand, drag) : { state }
      return event.type === 'up' ? { ...dragged, state: IDLE } : dragged
    },
  })
}

function begun(event: PointEvent, { sight, settings, question, holds }: Stand, drag?: NumberSetting): GestureTurn<State> {
  const { shift, alt } = event.modifiers
  const under = question.prompts.length > 0
  const refines = under && (shift || alt)
  if (alt && !refines) return { state: IDLE }
  if (under && !refines && holds(event.point)) return { state: IDLE, accept: 'before' }
  const prompt: Prompt = { kind: 'point', at: event.point, wanted: !alt, sight, settings }
  return {
    ...asking({ kind: 'pressed', from: event, before: drag ? Number(settings[drag.name]) : 0 }, refines ? [...question.prompts, prompt] : [prompt]),
    ...(under && !refines && { accept: 'before' }),
  }
}

function draggedTo(state: State & { kind: 'pressed' }, event: PointEvent, { settings, question }: Stand, drag: NumberSetting): GestureTurn<State> {
  const by = event.screen.x - state.from.screen.x
  const prompt = question.prompts.at(-1)
  if (!prompt || (Math.abs(by) < SLOP && settings[drag.name] === state.before)) return { state, aids: promptMarks(question.prompts) }
  const value = Math.round(state.before + (by / DRAG_RANGE) * (drag.maximum - drag.minimum))
  const changed: Settings = { [drag.name]: Math.min(Math.max(value, drag.minimum), drag.maximum) }
  const last = { ...prompt, settings: { ...settings, ...changed } }
  return { ...asking(state, [...question.prompts.slice(0, -1), last]), settings: changed, cursor: 'ew-resize' }
}

function asking(state: State, prompts: readonly Prompt[]): GestureTurn<State> & { readonly question: Question } {
  return { state, question: { prompts, pointer: null }, aids: promptMarks(prompts) }
}
