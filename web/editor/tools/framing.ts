/** Scaling and turning several selected annotations by the frame around them: one gesture, one step of undo. */
import { draggedFrame, frameAffine, framed, TURN } from '../frame'
import type { Bounds, Point } from '../geometry/types'
import type { PointEvent } from '../label'
import type { Annotation } from '../model'
import { mappedAnnotations, replacing } from './move'
import type { ToolTurn, ToolView } from './types'

export interface Framing {
  readonly kind: 'framing'
  readonly name: string
  readonly cursor: string
  readonly from: Point
  readonly bounds: Bounds
  readonly originals: readonly Annotation[]
}

/** A handle of the frame is pressed. */
export function framing({ name, cursor }: { readonly name: string; readonly cursor: string }, event: PointEvent, view: ToolView): Framing | null {
  const found = framed(view)
  return found && { kind: 'framing', name, cursor, from: event.point, bounds: found.bounds, originals: found.annotations }
}

/** What the drag has made of them so far; null as the state where it is over. */
export function onFraming(state: Framing, event: PointEvent, view: ToolView): ToolTurn<Framing | null> {
  const { name, cursor, from, bounds, originals } = state
  const affine = frameAffine(bounds, name, from, name === TURN ? event.point : onPicture(event.point, view), event.modifiers)
  const annotations = mappedAnnotations(view, originals, affine)
  if (event.type !== 'up') return { state, cursor, preview: { annotations, aids: [draggedFrame(bounds, affine, view.state.camera.scale)] } }
  const ops = replacing(view, annotations)
  const label = `${name === TURN ? 'Turn' : 'Scale'} ${originals.length} annotations`
  return ops.length === 0 ? { state: null } : { state: null, outcomes: [{ kind: 'patch', patch: { ops, origin: 'local', label } }] }
}

function onPicture({ x, y }: Point, { state }: ToolView): Point {
  const { width = Infinity, height = Infinity } = state.item
  return { x: Math.min(Math.max(x, 0), width), y: Math.min(Math.max(y, 0), height) }
}
