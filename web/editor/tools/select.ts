/** The select tool: click, add with Shift, cycle with Alt, rubber band, move, and drag handles. A pure state chart. */
import { chosenBy, whole } from '../compounds'
import { FRAME } from '../frame'
import { boundsBetween, distance, union } from '../geometry/geometry'
import type { Bounds, Point } from '../geometry/types'
import type { Modifiers, OffsetEvent, PointEvent } from '../label'
import type { Annotation } from '../model'
import { nearestHandle, optionsOf } from '../questions'
import { nextInStack } from '../view/hit'
import { snapMove } from '../view/snap'
import { type Framing, framing, onFraming } from './framing'
import { movedAnnotations, replacing } from './move'
import { snappedPoint } from './snapping'
import { type ToolTurn, type ToolView, tool } from './types'

type State =
  | { readonly kind: 'idle' }
  /** `anew` says that it was chosen by this press. */
  | { readonly kind: 'pressed'; readonly from: PointEvent; readonly id: string; readonly anew: boolean }
  | { readonly kind: 'moving'; readonly from: PointEvent; readonly originals: readonly Annotation[] }
  | { readonly kind: 'marquee'; readonly from: PointEvent; readonly base: readonly string[] }
  | Framing
  | { readonly kind: 'handle'; readonly original: Annotation; readonly name: string; readonly cursor: string }

type Turn = ToolTurn<State>

const IDLE: State = { kind: 'idle' }
const MOVE_SLOP = 4
/** Screen pixels around a shape and around a handle that still count as on it: 24 px targets, more for fingers. */
const REACH = { mouse: 6, pen: 10, touch: 16 } as const
const HANDLE_REACH = { mouse: 12, pen: 14, touch: 22 } as const
const SNAP_REACH = 8

export const selectTool = tool<State>({
  name: 'select',
  start: IDLE,
  // A press is no gesture before it moves: most are clicks, with which nothing is to be broken off.
  busy: (state) => state.kind !== 'idle' && state.kind !== 'pressed',
  on(state, event, view) {
    if (event.type === 'cancel') return { state: IDLE }
    if (event.type === 'key') return { state }
    if ('offset' in event) return onOffset(state, event, view)
    switch (state.kind) {
      case 'idle':
        return event.type === 'down' ? onDown(event, view) : onHover(event, view)
      case 'pressed':
        return onPressed(state, event, view)
      case 'moving':
        return onMoving(state, event, view)
      case 'marquee':
        return onMarquee(state, event, view)
      case 'framing': {
        const turn = onFraming(state, event, view)
        return { ...turn, state: turn.state ?? IDLE }
      }
      case 'handle':
        return onHandle(state, event.type, handlePoint(state, event, view), event.modifiers, view)
    }
  },
})

/** The handle below the pointer, with less reach while drawing so that it does not stand in the way. */
export function grabbed(event: PointEvent, view: ToolView, reach: number = HANDLE_REACH[event.pointer]): Turn | null {
  const handle = view.state.readonly ? null : view.handleAt(event.point, reach / view.state.camera.scale)
  const pressed = handle && pressedHandle(handle, event, view)
  return pressed && { state: pressed, cursor: handle.cursor, outcomes: [{ kind: 'state', change: { handle: handle.name } }] }
}

function pressedHandle({ id, name, cursor }: { readonly id: string; readonly name: string; readonly cursor: string }, event: PointEvent, view: ToolView): State | null {
  if (id === FRAME) return framing({ name, cursor }, event, view)
  const original = view.document.get(id)
  return original ? { kind: 'handle', original, name, cursor } : null
}

function onDown(event: PointEvent, view: ToolView): Turn {
  const grab = grabbed(event, view)
  if (grab) return grab
  const { selection } = view.state
  const stack = view.pick(event.point, reachOf(event, view))
  const id = event.modifiers.alt ? nextInStack(stack, selection) : (stack.find((one) => selection.has(one)) ?? stack[0] ?? null)
  if (id === null) return { state: { kind: 'marquee', from: event, base: event.modifiers.shift ? [...selection] : [] } }
  const { shift, alt } = event.modifiers
  const pressed: State = { kind: 'pressed', from: event, id, anew: !selection.has(id) }
  if (shift) return { state: pressed, outcomes: [{ kind: 'select', ids: withOrWithout(view, id) }] }
  if (alt) return { state: pressed, outcomes: [{ kind: 'select', ids: [id] }] }
  return selection.has(id) ? { state: pressed } : { state: pressed, outcomes: [{ kind: 'select', ids: whole(view, [id]) }] }
}

/** What is selected with one and its compound besides, or without them where it was among it. */
function withOrWithout(view: ToolView, id: string): string[] {
  const { selection } = view.state
  const ids = whole(view, [id])
  return selection.has(id) ? [...selection].filter((one) => !ids.includes(one)) : [...selection, ...ids]
}

function onHover(event: PointEvent, view: ToolView): Turn {
  const handle = view.state.readonly ? null : view.handleAt(event.point, HANDLE_REACH[event.pointer] / view.state.camera.scale)
  const hover = view.pick(event.point, reachOf(event, view))[0] ?? null
  const cursor = handle?.cursor ?? (hover === null ? 'default' : 'pointer')
  return { state: IDLE, cursor, outcomes: [{ kind: 'state', change: { hover, handle: handle?.name ?? null } }] }
}

function onPressed(state: State & { kind: 'pressed' }, event: PointEvent, view: ToolView): Turn {
  if (event.type === 'up') return onClick(state, event, view)
  if (view.state.readonly || distance(state.from.screen, event.screen) < MOVE_SLOP) return { state }
  const originals = [...view.state.selection].flatMap((id) => {
    const annotation = view.document.get(id)
    return annotation && !isFixed(view, id) ? [annotation] : []
  })
  if (originals.length === 0) return { state: IDLE }
  return onMoving({ kind: 'moving', from: state.from, originals }, event, view)
}

/**
 * A click on one of several selected chooses it and its compound, a further one it alone; one already alone gives way to
 * what is smaller below.
 */
function onClick(state: State & { kind: 'pressed' }, event: PointEvent, view: ToolView): Turn {
  const { shift, alt } = event.modifiers
  if (shift || alt || state.anew) return { state: IDLE }
  const top = view.pick(event.point, reachOf(event, view))[0] ?? state.id
  return { state: IDLE, outcomes: [{ kind: 'select', ids: chosenBy(view, top) }] }
}

function onMoving(state: State & { kind: 'moving' }, event: PointEvent, view: ToolView): Turn {
  const annotations = movedAnnotations(view, state.originals, moveBy(state, event, view))
  if (event.type !== 'up') return { state, preview: { annotations }, cursor: 'move' }
  const ops = replacing(view, annotations)
  if (ops.length === 0) return { state: IDLE }
  return { state: IDLE, outcomes: [{ kind: 'patch', patch: { ops, origin: 'local', label: 'Move' } }] }
}

/** Straight along one axis with Shift; onto the edges of neighbours with Ctrl. */
function moveBy(state: State & { kind: 'moving' }, event: PointEvent, view: ToolView): Point {
  const free = { x: event.point.x - state.from.point.x, y: event.point.y - state.from.point.y }
  if (event.modifiers.shift) return Math.abs(free.x) >= Math.abs(free.y) ? { x: free.x, y: 0 } : { x: 0, y: free.y }
  if (!event.modifiers.ctrl) return free
  const ids = new Set(state.originals.map(({ id }) => id))
  const place = [...ids].reduce<Bounds | null>((all, id) => union(all, view.boundsOf(id)), null)
  if (!place) return free
  const reach = SNAP_REACH / view.state.camera.scale
  const target = { minX: place.minX + free.x, minY: place.minY + free.y, maxX: place.maxX + free.x, maxY: place.maxY + free.y }
  const snap = snapMove(target, view.neighbours(target, ids), reach)
  return { x: free.x + snap.x, y: free.y + snap.y }
}

function onMarquee(state: State & { kind: 'marquee' }, event: PointEvent, view: ToolView): Turn {
  const moved = distance(state.from.screen, event.screen) >= MOVE_SLOP
  const marquee = boundsBetween(state.from.point, event.point)
  if (event.type !== 'up') return moved ? { state, preview: { annotations: [], marquee } } : { state }
  const ids = [...new Set([...state.base, ...(moved ? whole(view, view.within(marquee)) : [])])]
  return { state: IDLE, outcomes: [{ kind: 'select', ids }] }
}

function handlePoint({ original }: State & { kind: 'handle' }, event: PointEvent, view: ToolView): Point {
  return snappedPoint(event, view.labels.get(original.type), view, new Set([original.id]))
}

function onHandle(
  state: State & { kind: 'handle' },
  phase: PointEvent['type'],
  to: Point,
  modifiers: Modifiers,
  view: ToolView,
): Turn {
  const { original, name, cursor } = state
  const dragged = view.labels.get(original.type)?.drag?.(original.value, name, to, modifiers, optionsOf(view, original))
  const value = dragged && view.settled({ ...original, value: dragged })
  const after = value ? { ...original, value } : null
  if (phase !== 'up') return { state, cursor, preview: { annotations: after ? [after] : [] } }
  const ops = after ? replacing(view, [after]) : []
  if (ops.length === 0 || !after) return { state: IDLE }
  // What was dragged may be called otherwise now, such as the second of what were three corners.
  const there = nearestHandle(view, after, to, HANDLE_REACH.mouse / view.state.camera.scale)
  return {
    state: IDLE,
    outcomes: [
      { kind: 'patch', patch: { ops, origin: 'local', label: 'Change shape' } },
      { kind: 'state', change: { handle: there?.name ?? null } },
    ],
  }
}

/** On a text: click to choose, Alt to cycle, drag the ends of the chosen one. */
function onOffset(state: State, event: OffsetEvent, view: ToolView): Turn {
  if (state.kind === 'handle') {
    return onHandle(state, event.type, { x: wordEnd(state.name, event), y: 0 }, event.modifiers, view)
  }
  const stack = view.pickOffset(event.character ?? event.offset)
  if (event.type === 'move' && event.buttons === 0) {
    return { state: IDLE, outcomes: [{ kind: 'state', change: { hover: stack[0] ?? null } }] }
  }
  if (event.type !== 'down') return { state: IDLE }
  const original = event.handle && view.document.get(event.handle.id)
  if (event.handle && original && !view.state.readonly && !isFixed(view, original.id)) {
    return { state: { kind: 'handle', original, name: event.handle.name, cursor: 'ew-resize' } }
  }
  return { state: IDLE, outcomes: [{ kind: 'select', ids: clickedIds(stack, event, view) }] }
}

function clickedIds(stack: readonly string[], { modifiers }: OffsetEvent, view: ToolView): readonly string[] {
  const { selection } = view.state
  const id = modifiers.alt ? nextInStack(stack, selection) : (stack[0] ?? null)
  if (modifiers.shift) return id === null ? [...selection] : withOrWithout(view, id)
  if (id === null) return []
  return modifiers.alt ? [id] : chosenBy(view, id)
}

function isFixed({ state }: ToolView, id: string): boolean {
  return state.locked.has(id) || state.pinned.has(id)
}

/** The end of a range snaps outwards to words, unless Alt is held. */
function wordEnd(name: string, event: OffsetEvent): number {
  if (event.modifiers.alt) return event.offset
  return name === 'start' ? event.floor : event.ceil
}

function reachOf(event: PointEvent, view: ToolView): number {
  return REACH[event.pointer] / view.state.camera.scale
}

export type SelectState = State
