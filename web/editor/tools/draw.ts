/**
 * The drawing tool, for whatever type the active class has: runs that type's own state chart, keeps the pointer on
 * the item, shows drafts and adds what is finished. Handles of the selected annotation stay within reach.
 */
import type { Outcome } from '../commands/types'
import { adding, freshAnnotation } from '../create'
import type { AnyLabel, OffsetEvent, PointEvent, ToolEvent, Turn as LabelTurn } from '../label'
import type { Annotation, Class, Value } from '../model'
import { benchOf, theSelected } from '../questions'
import { same } from '../store/same'
import { NOTHING } from '../state'
import { type SelectState, grabbed, selectTool } from './select'
import { snappedPoint, snapsAlways } from './snapping'
import { type ToolTurn, type ToolView, tool } from './types'

/**
 * `inner` is the state of the label type's own chart, of the class it was begun with; `at` is where the pointer was last
 * on an image.
 */
type State =
  | {
      readonly kind: 'drawing'
      readonly type: string
      readonly inner: unknown
      readonly shown: boolean
      readonly pressed: OffsetEvent | null
      readonly at: PointEvent | null
    }
  | { readonly kind: 'adjusting'; readonly inner: SelectState; readonly resume: State }

type Turn = ToolTurn<State>

/** The id of what is being drawn; it is in no document. */
export const DRAFT_ID = 'draft'
const HANDLE_REACH_WHILE_DRAWING = 8

const START: State = { kind: 'drawing', type: '', inner: undefined, shown: false, pressed: null, at: null }

export const drawTool = tool<State>({
  name: 'draw',
  start: START,
  busy: (state) => state.kind === 'adjusting' || state.shown,
  on(state, event, view) {
    if (state.kind === 'adjusting') return adjusted(state, event, view)
    const cls = view.state.activeClass === null ? undefined : view.classOf(view.state.activeClass)
    if (!cls || view.state.readonly) return chosen(state, event, view)
    if (event.type === 'down' && !state.shown) {
      const grab = begunAdjusting(state, event, cls, view)
      if (grab) return grab
    }
    return drawn(state, event, cls, view)
  },
  /** Aids such as the ring of a brush follow a change of settings at once, and go when the pointer goes. */
  hear(state, news, view) {
    if (state.kind !== 'drawing' || !state.at) return null
    if (news.type === 'left') return state.shown ? null : { state: { ...state, at: null } }
    const cls = view.state.activeClass === null ? undefined : view.classOf(view.state.activeClass)
    if (news.type !== 'setup' || !cls || view.state.readonly) return null
    return drawn(state, { ...state.at, type: 'move' }, cls, view)
  },
})

function begunAdjusting(state: State, event: PointEvent | OffsetEvent, cls: Class, view: ToolView): Turn | null {
  if ('offset' in event) {
    return event.handle ? wrapped(selectTool.on(selectTool.start, event, view) as ToolTurn<SelectState>, state) : null
  }
  if (event.modifiers.ctrl || event.modifiers.meta) {
    return wrapped(selectTool.on(selectTool.start, event, view) as ToolTurn<SelectState>, state)
  }
  const type = view.labels.get(cls.type)
  if (type && snapsAlways(type, view)) return null
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
  const bench = benchOf(view, type, cls)
  const turn = type.tool.on(inner, placed(event, type, view), bench)
  if (event.type === 'key' && same(turn, { state: inner })) return { state }
  const pressed = event.type === 'down' && 'offset' in event ? event : event.type === 'up' ? null : state.pressed
  const shown = turn.draft !== undefined || turn.active === true
  const at = 'point' in event ? event : state.at
  const next: State = { kind: 'drawing', type: type.name, inner: turn.state, shown, pressed, at }
  const selected = turn.of === 'selected' ? theSelected(view, cls) : undefined
  if (turn.commit !== undefined) return withSettings({ ...kept(next, turn), outcomes: committed(turn.commit, turn.more ?? [], selected, cls, view) }, type, turn)
  const seen = shown || turn.aids ? showing(next, turn, selected, cls) : { state: next }
  return withSettings(shown ? seen : { ...seen, ...pointed(state, event, view) }, type, turn)
}

/** The draft and its aids; what is being changed is not drawn as it was. */
function showing(state: State, turn: LabelTurn<Value, unknown>, selected: Annotation | undefined, cls: Class): Turn {
  const { draft, aids = [], cursor = 'crosshair' } = turn
  const drawn = draft === undefined ? [] : [selected ? { ...selected, value: draft } : freshAnnotation(cls, draft, DRAFT_ID)]
  const without = selected && draft === undefined && turn.active === true ? [selected.id] : []
  return { state, cursor, preview: { annotations: drawn, aids, without } }
}

function withSettings(turn: Turn, type: AnyLabel, { settings }: LabelTurn<Value, unknown>): Turn {
  if (!settings) return turn
  const outcome = { kind: 'settings', tool: type.name, settings } as const
  return { ...turn, outcomes: [outcome, ...(turn.outcomes ?? [])] }
}

/** Only the aids stay, such as the ring of a brush, once what was drawn is in the document. */
function kept(state: State, { aids, cursor = 'crosshair' }: LabelTurn<Value, unknown>): Turn {
  return aids ? { state, cursor, preview: { annotations: [], aids } } : { state, cursor }
}

function committed(value: Value, more: readonly Value[], selected: Annotation | undefined, cls: Class, view: ToolView): readonly Outcome[] {
  if (selected) return changes({ ...selected, value }, more, view)
  return additionOf(freshAnnotation(cls, value, view.newId()), view)
}

/** A new annotation comes into the document and is selected, where its type finds a place for it. */
export function additionOf(annotation: Annotation, view: ToolView): readonly Outcome[] {
  const value = view.settled(annotation)
  if (value === null) return [{ kind: 'announce', text: `${annotation.class} cannot be placed here.` }]
  const patch = adding([{ ...annotation, value }], `Add ${annotation.class}`)
  const { id } = annotation
  return [
    { kind: 'patch', patch },
    { kind: 'select', ids: [id] },
    { kind: 'state', change: { fresh: id } },
  ]
}

/** The selected annotation with its new value, and others like it; it is deleted where nothing of it is left. */
function changes(annotation: Annotation, more: readonly Value[], view: ToolView): readonly Outcome[] {
  const value = view.settled(annotation)
  const before = view.document.get(annotation.id) ?? null
  const after = value === null ? null : { ...annotation, value }
  const label = after ? `Change ${annotation.class}` : `Delete ${annotation.class}`
  const others = more.flatMap((further) => {
    const kept = view.settled({ ...annotation, value: further })
    return kept ? [{ ...annotation, id: view.newId(), value: kept }] : []
  })
  const ops = [{ id: annotation.id, before, after }, ...others.map((other) => ({ id: other.id, before: null, after: other }))]
  return [{ kind: 'patch', patch: { ops, origin: 'local', label } }]
}

/** What the pointer means while nothing is drawn: hover, and on a text a click that chooses. */
function pointed(state: State & { kind: 'drawing' }, event: ToolEvent, view: ToolView): Omit<Turn, 'state'> {
  if (event.type === 'cancel' || event.type === 'key') return {}
  if (!('offset' in event)) return event.type === 'move' ? hovered(event, view) : {}
  if (event.type === 'move' && event.buttons === 0) {
    return { outcomes: [{ kind: 'state', change: { hover: view.pickOffset(event.character ?? event.offset)[0] ?? null } }] }
  }
  if (event.type !== 'up' || state.pressed?.offset !== event.offset) return {}
  const turn = selectTool.on(selectTool.start, { ...event, type: 'down' }, view)
  return turn.outcomes ? { outcomes: turn.outcomes } : {}
}

function hovered(event: PointEvent, view: ToolView): Omit<Turn, 'state'> {
  const handle = view.handleAt(event.point, HANDLE_REACH_WHILE_DRAWING / view.state.camera.scale)
  return { ...(handle && { cursor: handle.cursor }), outcomes: [{ kind: 'state', change: { hover: null, handle: handle?.name ?? null } }] }
}

/** The event with its point on the picture, snapped where it snaps; where nothing is drawn yet, Ctrl chooses instead. */
function placed(event: ToolEvent, type: AnyLabel, view: ToolView): ToolEvent {
  if (event.type === 'cancel' || event.type === 'key' || 'offset' in event) return event
  const { width = Infinity, height = Infinity } = view.state.item
  const point = snappedPoint(event, type, view, NOTHING)
  return { ...event, point: { x: Math.min(Math.max(point.x, 0), width), y: Math.min(Math.max(point.y, 0), height) } }
}
