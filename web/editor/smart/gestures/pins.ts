/**
 * Prompting by pins that an outline goes through. A click sets one; a click on the first, a double click or Enter
 * closes the outline and accepts it. Between, the way to the pointer is asked for.
 */
import { distance } from '../../geometry/geometry'
import type { PointEvent, ToolEvent } from '../../label'
import type { Mark } from '../../mark'
import { type GestureTurn, type Prompt, type Stand, gesture } from '../types'
import { promptMarks } from './marks'

type Pin = Prompt & { readonly kind: 'pin' }

/** A click so near to the first pin, in screen pixels, closes the outline. */
const CLOSING_REACH = 9

export const pins = gesture<null>({
  start: null,
  on(state, event, stand) {
    const set = stand.question.prompts.filter((prompt) => prompt.kind === 'pin')
    if (event.type === 'cancel' || 'offset' in event) return { state }
    if (event.type === 'key') return event.key === 'Enter' && set.length > 1 ? closed(set) : { state, aids: pinMarks(set, stand) }
    const near = isNearFirst(event, set, stand.sight.scale)
    if (event.type !== 'down') return moved(event, set, near, stand)
    if (set.length > 1 && (near || event.clicks > 1)) return closed(set)
    return event.clicks > 1 ? { state, aids: pinMarks(set, stand) } : pinned(event, set, stand)
  },
})

/** Whether an outline is closed: its last pin is the first. */
export function isClosed(prompts: readonly Prompt[]): boolean {
  const [first, last] = [prompts[0], prompts.at(-1)]
  return prompts.length > 2 && first?.kind === 'pin' && last?.kind === 'pin' && first.at.x === last.at.x && first.at.y === last.at.y
}

function moved(event: PointEvent, set: readonly Pin[], near: boolean, stand: Stand): GestureTurn<null> {
  const { sight, settings } = stand
  const [first] = set
  const at = near && first ? first.at : event.point
  return {
    state: null,
    question: { prompts: set, pointer: { kind: 'point', at, wanted: true, sight, settings } },
    aids: pinMarks(set, stand),
    ...(near && { cursor: 'pointer' }),
  }
}

function pinned(event: PointEvent, set: readonly Pin[], stand: Stand): GestureTurn<null> {
  const { sight, settings } = stand
  const prompts: readonly Pin[] = [...set, { kind: 'pin', at: event.point, sight, settings }]
  return { state: null, question: { prompts, pointer: null }, aids: pinMarks(prompts, stand) }
}

/** Pins where they were found to lie or, until that is known, where they were set. */
function pinMarks(set: readonly Pin[], { found }: Stand): readonly Mark[] {
  return promptMarks(set.map((pin, i) => ({ ...pin, at: found?.pins?.[i] ?? pin.at })))
}

function closed(set: readonly Pin[]): GestureTurn<null> {
  const [first] = set
  return { state: null, question: { prompts: first ? [...set, first] : set, pointer: null }, accept: 'after' }
}

function isNearFirst(event: Exclude<ToolEvent, { type: 'key' | 'cancel' } | { offset: number }>, [first, , third]: readonly Pin[], scale: number): boolean {
  return first !== undefined && third !== undefined && distance(first.at, event.point) * scale <= CLOSING_REACH
}
