/**
 * The drawing tool, for whatever type the active class has: runs that type's own state chart, keeps the pointer on
 * the item, shows drafts and adds what is finished. Handles of the selected annotation stay within reach.
 */
import { freshAnnotation, adding } from '../create'
import type { OffsetEvent, PointEvent, ToolEvent } from '../label'
import type { Class } from '../model'
import { snapped } from '../view/snap'
import { type SelectState, grabbed, selectTool } from './select'
import { type ToolTurn, type ToolView, tool } from './types'

/** `inner` is the state of the label type's own chart, of the class it was begun with. */
type State =
  | { readonly kind: 'drawing'; readonly type: string; readonly inner: unknown; readonly shown: boolean; readonly pressed: OffsetEvent | null }
  | { readonly kind: 'adjusting'; readonly inner: SelectState; readonly resume: State }

type Turn = ToolTurn<State>

/** The id of what is being drawn; it is in no document. */
export const DRAFT_ID = 'draft'
const SNAP_REACH = 8
const HANDLE_REACH_WHILE_DRAWING = 8

const START: State = { kind: 'drawing', type: '', inner: undefined, shown: false, pressed: null }

export const drawTool = tool<State>({
  name: 'draw',
  start: START,
  busy: (state) => state.kind === 'adjusting' || state.shown,
  on(state, event, view) {
    if (state.kind === 'adjusting') return adjusted(state, event, view)
    const cls = view.state.activeClass === null ? undefined : view.classOf(view.state.activeClass)
    if (!cls || view.state.readonly) return chosen(state, event, view)
    if (event.type === 'down' && !state.shown) {
      const grab = begunAdjusting(state, event, view)
      if (grab) return grab
    }
    return drawn(state, event, cls, view)
  },
})

function begunAdjusting(state: State, event: PointEvent | OffsetEvent, view: ToolView): Turn | null {
  if ('offset' in event) {
    return event.handle ? wrapped(selectTool.on(selectTool.start, event, view) as ToolTurn<SelectState>, state) : null
  }
  if (event.modifiers.ctrl || event.modifiers.meta) {
    return wrapped(selectTool.on(selectTool.start, event, view) as ToolTurn<SelectState>, state)
  }
  const grab = grabbed(event, view, event.pointer === 'touch' ? undefined : HANDLE_REACH_WHILE_DRAWING)
  return grab && wrapped(grab, state)
}

function adjusted(state: State & { kind: 'adjusting' }, event: ToolEvent, view: ToolView): Turn {
  return wrapped(selectTool.on(state.inner, event, view) as ToolTurn<SelectState>, state.resume)
}

/** Back to drawing when the select tool has come to rest. */
function wrapped(turn: ToolTurn<SelectState>, resume: State): Turn {
  return { ...turn, state: selectTool.busy(turn.state) ? { kind: 'adjusting', inner: turn.state, resume } : resume }
}

/** Where nothing can be drawn, the tool chooses. */
function chosen(state: State, event: ToolEvent, view: ToolView): Turn {
  return wrapped(selectTool.on(selectTool.start, event, view) as ToolTurn<SelectState>, state)
}

function drawn(state: State & { kind: 'drawing' }, event: ToolEvent, cls: Class, view: ToolView): Turn {
  const type = view.labels.get(cls.type)
  if (!type) return { state: START }
  const inner = state.type === type.name ? state.inner : type.tool.start
  const options = { ...type.defaultOptions, ...cls.options }
  const turn = type.tool.on(inner, placed(event, view), options)
  const pressed = event.type === 'down' && 'offset' in event ? event : event.type === 'up' ? null : state.pressed
  const next: State = { kind: 'drawing', type: type.name, inner: turn.state, shown: turn.draft !== undefined, pressed }
  if (turn.commit !== undefined) return committed(next, freshAnnotation(cls, turn.commit, view.newId()), view)
  if (turn.draft !== undefined) {
    return { state: next, cursor: 'crosshair', preview: { annotations: [freshAnnotation(cls, turn.draft, DRAFT_ID)] } }
  }
  return { state: next, ...pointed(state, event, view) }
}

function committed(state: State, annotation: ReturnType<typeof freshAnnotation>, view: ToolView): Turn {
  const value = view.settled(annotation)
  if (value === null) {
    return { state, outcomes: [{ kind: 'announce', text: `${annotation.class} cannot be placed here.` }] }
  }
  const patch = adding([{ ...annotation, value }], `Add ${annotation.class}`)
  const { id } = annotation
  return {
    state,
    cursor: 'crosshair',
    outcomes: [
      { kind: 'patch', patch },
      { kind: 'select', ids: [id] },
      { kind: 'state', change: { fresh: id } },
    ],
  }
}

/** What the pointer means while nothing is drawn: hover, and on a text a click that chooses. */
function pointed(state: State & { kind: 'drawing' }, event: ToolEvent, view: ToolView): Omit<Turn, 'state'> {
  if (event.type === 'cancel' || event.type === 'key') return {}
  if (!('offset' in event)) return event.type === 'move' ? hovered(event, view) : { cursor: 'crosshair' }
  if (event.type === 'move' && event.buttons === 0) {
    return { outcomes: [{ kind: 'state', change: { hover: view.pickOffset(event.character ?? event.offset)[0] ?? null } }] }
  }
  if (event.type !== 'up' || state.pressed?.offset !== event.offset) return {}
  const turn = selectTool.on(selectTool.start, { ...event, type: 'down' }, view)
  return turn.outcomes ? { outcomes: turn.outcomes } : {}
}

function hovered(event: PointEvent, view: ToolView): Omit<Turn, 'state'> {
  const handle = view.handleAt(event.point, HANDLE_REACH_WHILE_DRAWING / view.state.camera.scale)
  return { cursor: handle?.cursor ?? 'crosshair', outcomes: [{ kind: 'state', change: { hover: null } }] }
}

/** The event with its point on the picture and, with Ctrl while a draft is shown, on the edges of neighbours. */
function placed(event: ToolEvent, view: ToolView): ToolEvent {
  if (event.type === 'cancel' || event.type === 'key' || 'offset' in event) return event
  const { width = Infinity, height = Infinity } = view.state.item
  const reach = SNAP_REACH / view.state.camera.scale
  const { x, y } = event.point
  const near = event.modifiers.ctrl ? view.neighbours({ minX: x, minY: y, maxX: x, maxY: y }, new Set()) : []
  const point = snapped(event.point, near, reach)
  return { ...event, point: { x: Math.min(Math.max(point.x, 0), width), y: Math.min(Math.max(point.y, 0), height) } }
}
