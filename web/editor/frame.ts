/**
 * The frame around several selected annotations: eight handles that scale all of them and one that turns them, each type
 * by its own `transform`. Pure.
 */
import type { EditorView } from './api'
import { canEdit } from './commands/selection'
import { type Affine, moved, rotation, scaling } from './geometry/affine'
import { distance, grown, union } from './geometry/geometry'
import type { Bounds, Point } from './geometry/types'
import type { Handle, Modifiers } from './label'
import type { Ink, Mark } from './mark'
import type { Annotation } from './model'

/** The name under which its handles are found. */
export const FRAME = 'frame'
export const TURN = 'turn'

/** Screen pixels between the annotations and the frame, and from there to the handle that turns. */
const GAP = 8
const REACH_OF_TURN = 24
const DEGREES_PER_STEP = 15
/** What is scaled stays at least this large, in pixels of the picture. */
const SMALLEST = 1

const LINE: Ink = { stroke: '#228be6', strokeWidth: 1 }
const HANDLE: Ink = { stroke: '#228be6', fill: '#ffffff' }

/** Where a handle sits along both sides, from 0 to 1, and what the pointer looks like over it. */
const SIDES: Readonly<Record<string, readonly [number, number, string]>> = {
  nw: [0, 0, 'nwse-resize'],
  n: [0.5, 0, 'ns-resize'],
  ne: [1, 0, 'nesw-resize'],
  e: [1, 0.5, 'ew-resize'],
  se: [1, 1, 'nwse-resize'],
  s: [0.5, 1, 'ns-resize'],
  sw: [0, 1, 'nesw-resize'],
  w: [0, 0.5, 'ew-resize'],
}

/** What a frame is around: the selected annotations that can be mapped, where they are several. */
export interface Framed {
  readonly annotations: readonly Annotation[]
  readonly bounds: Bounds
}

/** Of a selection, with what it was worked out from: it is asked for with every move of the pointer or the camera. */
const FRAMES = new WeakMap<ReadonlySet<string>, { readonly of: readonly unknown[]; readonly framed: Framed | null }>()

export function framed(view: EditorView): Framed | null {
  const { selection, locked, pinned, hidden, edits, item } = view.state
  if (!canEdit(view) || selection.size < 2) return null
  const of = [locked, pinned, hidden, edits, item]
  const known = FRAMES.get(selection)
  if (known?.of.every((one, i) => one === of[i])) return known.framed
  const made = framedNow(view)
  FRAMES.set(selection, { of, framed: made })
  return made
}

function framedNow(view: EditorView): Framed | null {
  const { selection, locked, pinned, hidden } = view.state
  const annotations: Annotation[] = []
  let bounds: Bounds | null = null
  for (const id of selection) {
    const annotation = view.document.get(id)
    const place = view.boundsOf(id)
    if (!annotation || !place || locked.has(id) || pinned.has(id) || hidden.has(id)) continue
    if (!view.labels.get(annotation.type)?.transform) continue
    annotations.push(annotation)
    bounds = union(bounds, place)
  }
  return bounds && annotations.length > 1 ? { annotations, bounds } : null
}

/** The handles of a frame, the one that turns above it. */
export function frameHandles(bounds: Bounds, scale: number): Handle[] {
  const { minX, minY, maxX, maxY } = grown(bounds, GAP / scale)
  const sides = Object.entries(SIDES).map(([name, [along, down, cursor]]): Handle => {
    return { name, at: { x: minX + along * (maxX - minX), y: minY + down * (maxY - minY) }, shape: 'square', cursor }
  })
  const turn: Handle = { name: TURN, at: { x: (minX + maxX) / 2, y: minY - REACH_OF_TURN / scale }, shape: 'circle', cursor: 'grab' }
  return [...sides, turn]
}

/** The nearest handle of the frame around what is selected, where one is within reach. */
export function frameHandleNear(view: EditorView, point: Point, reach: number): Handle | null {
  const found = framed(view)
  if (!found) return null
  const near = frameHandles(found.bounds, view.state.camera.scale)
    .map((handle) => ({ handle, far: distance(handle.at, point) }))
    .filter(({ far }) => far <= reach)
    .sort((a, b) => a.far - b.far)[0]
  return near?.handle ?? null
}

/** The frame while a handle of it is dragged: as what lies in it has become. */
export function draggedFrame(bounds: Bounds, affine: Affine, scale: number): Mark {
  const { minX, minY, maxX, maxY } = grown(bounds, GAP / scale)
  const corners = [{ x: minX, y: minY }, { x: maxX, y: minY }, { x: maxX, y: maxY }, { x: minX, y: maxY }]
  return { kind: 'path', rings: [corners.map((corner) => moved(affine, corner))], closed: true, ink: LINE }
}

/** The frame at rest. */
export function frameMarks(view: EditorView): Mark[] {
  const found = framed(view)
  if (!found) return []
  const { handle, camera } = view.state
  const handles = frameHandles(found.bounds, camera.scale)
  const { minX, minY, maxX, maxY } = grown(found.bounds, GAP / camera.scale)
  const turn = handles.find(({ name }) => name === TURN)
  const stem: Mark[] = turn ? [{ kind: 'path', rings: [[turn.at, { x: turn.at.x, y: minY }]], closed: false, ink: LINE }] : []
  return [
    { kind: 'rectangle', x: minX, y: minY, width: maxX - minX, height: maxY - minY, angle: 0, ink: LINE },
    ...stem,
    ...handles.flatMap(({ name, at, shape }): Mark[] => (shape === 'none' ? [] : [{ kind: 'handle', at, shape, ink: name === handle ? { ...HANDLE, fill: '#228be6' } : HANDLE }])),
  ]
}

/**
 * What a drag of a handle by a distance does to what lies within bounds: a turn about their middle, in steps of 15° with
 * Shift; else a stretch from the opposite side or with Alt from the middle, with Shift of both sides alike.
 */
export function frameAffine(bounds: Bounds, name: string, from: Point, to: Point, { shift, alt }: Modifiers): Affine {
  const { minX, minY, maxX, maxY } = bounds
  const middle = { x: (minX + maxX) / 2, y: (minY + maxY) / 2 }
  const side = SIDES[name]
  if (!side) return rotation(turned(middle, from, to, shift), middle)
  const [along, down] = side
  const pull = alt ? 2 : 1
  const across = stretch(maxX - minX, (2 * along - 1) * pull * (to.x - from.x))
  const upright = stretch(maxY - minY, (2 * down - 1) * pull * (to.y - from.y))
  const both = Math.abs(across - 1) > Math.abs(upright - 1) ? across : upright
  const still = alt ? middle : { x: minX + (1 - along) * (maxX - minX), y: minY + (1 - down) * (maxY - minY) }
  return shift ? scaling(both, both, still) : scaling(across, upright, still)
}

/** The factor by which a side grows when its end is pulled out so far; what has no length keeps none. */
function stretch(length: number, by: number): number {
  return length === 0 ? 1 : Math.max(length + by, Math.min(length, SMALLEST)) / length
}

function turned(middle: Point, from: Point, to: Point, steps: boolean): number {
  const angle = ({ x, y }: Point): number => (Math.atan2(y - middle.y, x - middle.x) * 180) / Math.PI
  const degrees = angle(to) - angle(from)
  return steps ? Math.round(degrees / DEGREES_PER_STEP) * DEGREES_PER_STEP : degrees
}
