/** Moving the selection by keys: pixels on an image, characters in a text. Steps in a row are undone together. */
import type { EditorView } from '../api'
import type { Point } from '../geometry/types'
import { movedAnnotations, replacing } from '../tools/move'
import { movable } from './selection'
import type { Outcome } from './types'

export function nudged(view: EditorView, by: Point): Outcome | null {
  const annotations = movable(view)
  const ops = replacing(view, movedAnnotations(view, annotations, by))
  if (ops.length === 0) return null
  const gesture = `nudge:${annotations.map(({ id }) => id).join()}`
  return { kind: 'patch', patch: { ops, origin: 'local', label: 'Move', gesture } }
}
