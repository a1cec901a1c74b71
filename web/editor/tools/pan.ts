/** The pan tool: drags the picture. A pure state chart. */
import type { Point } from '../geometry/types'
import { tool } from './types'

type State = { readonly kind: 'idle' } | { readonly kind: 'panning'; readonly at: Point }

const IDLE: State = { kind: 'idle' }

export const panTool = tool<State>({
  name: 'pan',
  start: IDLE,
  busy: (state) => state.kind !== 'idle',
  on(state, event) {
    if (event.type === 'cancel') return { state: IDLE, cursor: 'grab' }
    if (event.type === 'key' || 'offset' in event) return { state }
    if (state.kind === 'idle') {
      return event.type === 'down' ? { state: { kind: 'panning', at: event.screen }, cursor: 'grabbing' } : { state, cursor: 'grab' }
    }
    const by = { x: event.screen.x - state.at.x, y: event.screen.y - state.at.y }
    const outcomes = by.x === 0 && by.y === 0 ? [] : [{ kind: 'camera', move: { type: 'pan', by } } as const]
    if (event.type === 'up') return { state: IDLE, outcomes, cursor: 'grab' }
    return { state: { kind: 'panning', at: event.screen }, outcomes, cursor: 'grabbing' }
  },
})
