/** From one annotation to the next: down the page and along the line on images, along the text in texts. Pure. */
import type { EditorView } from '../api'

/** Rows of a picture are told apart by this many steps from top to bottom. */
const ROWS = 12

/** The annotation `step` places from the selected one, round and round; the first where none is selected. */
export function neighbourOf(view: EditorView, step: 1 | -1): string | null {
  const ids = view.document.ids().filter((id) => !view.state.hidden.has(id))
  const places = new Map(ids.map((id) => [id, placeOf(view, id)]))
  const order = (id: string): readonly [number, number] => places.get(id) ?? [0, 0]
  ids.sort((a, b) => order(a)[0] - order(b)[0] || order(a)[1] - order(b)[1])
  const [current] = view.state.selection
  const at = current === undefined ? (step === 1 ? -1 : 0) : ids.indexOf(current)
  return ids[(at + step + ids.length) % Math.max(ids.length, 1)] ?? null
}

function placeOf(view: EditorView, id: string): readonly [number, number] {
  const bounds = view.boundsOf(id)
  if (bounds) return [Math.floor((bounds.minY / (view.state.item.height ?? 1)) * ROWS), bounds.minX]
  const annotation = view.document.get(id)
  const geometry = annotation && view.labels.get(annotation.type)?.geometry(annotation.value)
  return geometry?.kind === 'interval' ? [geometry.start, geometry.end] : [-1, 0]
}
