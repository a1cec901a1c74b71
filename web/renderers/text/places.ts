/** Where places of a text are on the page, and which word is below a point. */
import type { Point } from '@editor'
import type { TextModel } from '@editor/text/model'
import { placeAt } from './pointer'

/** The upper left corner of a character, in pixels of the element; null where its paragraph is not laid out now. */
export function screenOfOffset(element: HTMLElement, text: TextModel, offset: number): Point | null {
  const units = text.toUnits(Math.min(Math.max(Math.round(offset), 0), text.length))
  const pieces = [...element.querySelectorAll<HTMLElement>('[data-units]')]
  const piece = pieces.findLast(({ dataset }) => Number(dataset.units) <= units)
  const node = piece?.firstChild
  if (!piece || !node) return null
  const at = units - Number(piece.dataset.units)
  if (at > piece.textContent.length) return null
  const range = element.ownerDocument.createRange()
  range.setStart(node, at)
  range.setEnd(node, Math.min(at + 1, piece.textContent.length))
  const [letter] = range.getClientRects()
  const box = element.getBoundingClientRect()
  return letter ? { x: letter.left - box.left, y: letter.top - box.top } : null
}

/** The first and the last character, exclusive, of the word below a point of the element, as x and y. */
export function wordAt(element: HTMLElement, text: TextModel, { x, y }: Point): Point | null {
  const box = element.getBoundingClientRect()
  const place = placeAt(element, text, { clientX: x + box.left, clientY: y + box.top })
  if (!place) return null
  return { x: text.wordFloor(place.character), y: text.wordCeil(Math.min(place.character + 1, text.length)) }
}
