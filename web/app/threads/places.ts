// Where threads are pinned: on an annotation, or at a place of the item. A place of a text is from a character to another.
import type { Editor, MountedEditor, Point } from '@editor'
import type { Thread } from '@client/types'

export interface Pin {
  readonly thread: Thread
  /** As it is called in the list and on the picture, counted from 1 in the order in which threads began. */
  readonly number: number
  readonly place: Point
}

/** The pins of the threads that are to be seen: not settled, or open now, and on something that is there. */
export function pinsOf(editor: Editor, threads: readonly Thread[], opened: string | null): readonly Pin[] {
  return threads.flatMap((thread, index) => {
    const place = thread.resolved && thread.id !== opened ? null : placeOf(editor, thread)
    return place ? [{ thread, number: index + 1, place }] : []
  })
}

/** Where a thread is pinned; null where it is about the whole item, or about what is not there. */
export function placeOf(editor: Editor, { point, annotation_id: annotation }: Thread): Point | null {
  if (point) return point
  return annotation ? anchorOf(editor, annotation) : null
}

/** The upper right corner of an annotation, or the first and last character. */
function anchorOf(editor: Editor, id: string): Point | null {
  const bounds = editor.boundsOf(id)
  if (bounds) return { x: bounds.maxX, y: bounds.minY }
  const annotation = editor.document.get(id)
  const geometry = annotation && editor.labels.get(annotation.type)?.geometry(annotation.value)
  return geometry?.kind === 'interval' ? { x: geometry.start, y: geometry.end } : null
}

/** A place in words: coordinates of a picture, the words of a text. */
export function placeText({ text }: Editor, { x, y }: Point): string {
  if (!text) return coordinates({ x, y })
  const words = text.slice(x, Math.max(x, y))
  return `“${words.length > 24 ? `${words.slice(0, 23)}…` : words}”`
}

export function coordinates({ x, y }: Point): string {
  return `${String(Math.round(x))}, ${String(Math.round(y))}`
}

/** The place held on the picture; a text's stays as it is. */
export function heldOn({ state }: Editor, { x, y }: Point): Point {
  const { width, height } = state.item
  if (width === undefined || height === undefined) return { x, y }
  return { x: Math.min(Math.max(x, 0), width), y: Math.min(Math.max(y, 0), height) }
}

/** Brings a thread's place into view; what it is on is selected. */
export function reveal(editor: MountedEditor, thread: Thread): void {
  const { annotation_id: annotation, point } = thread
  if (annotation) {
    editor.select([annotation])
    return editor.reveal(annotation)
  }
  if (!point) return
  const { x, y } = point
  if (!editor.text)
    return editor.moveCamera({ type: 'reveal', bounds: { minX: x, minY: y, maxX: x, maxY: y }, zoom: false })
  const { index } = editor.text.paragraphAt(x)
  editor.element.querySelector(`[data-paragraph="${String(index)}"]`)?.scrollIntoView({ block: 'nearest' })
}
