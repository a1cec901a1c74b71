/** From DOM pointers on a text to editor events in code points. The browser's own caret finds the place. */
import type { Kernel } from '@editor/kernel'
import type { OffsetEvent } from '@editor/label'
import { askForMenu } from '@editor/menu'
import type { TextModel } from '@editor/text/model'
import { clickCounter, modifiersOf } from '../input/pointer'

/** Where a pointer is in a text: the caret, and the character below it. */
interface Place {
  readonly offset: number
  readonly character: number
}

/** Listens on an element until the returned function is called. */
export function attachTextPointer(element: HTMLElement, kernel: Kernel): () => void {
  const stop = new AbortController()
  const clicks = clickCounter()
  let drawing: number | null = null
  let last: Place | null = null

  function feed(type: OffsetEvent['type'], event: PointerEvent): void {
    const { text } = kernel
    const place = text && (placeAt(element, text, event) ?? last)
    if (!text || !place) return
    last = place
    const grabbed = type === 'down' && event.target instanceof HTMLElement ? event.target.dataset : {}
    kernel.pointer({
      type,
      ...place,
      floor: text.wordFloor(place.offset),
      ceil: text.wordCeil(place.offset),
      buttons: event.buttons,
      modifiers: modifiersOf(event),
      clicks: clicks.count,
      t: event.timeStamp,
      ...(grabbed.end !== undefined && grabbed.id !== undefined ? { handle: { id: grabbed.id, name: grabbed.end } } : {}),
    })
  }

  const options = { signal: stop.signal }
  element.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return
    clicks.down({ x: event.clientX, y: event.clientY }, event.timeStamp)
    element.focus({ preventScroll: true })
    if (event.pointerType !== 'touch' && typeof element.setPointerCapture === 'function') element.setPointerCapture(event.pointerId)
    drawing = event.pointerId
    feed('down', event)
  }, options)
  element.addEventListener('pointermove', (event) => {
    if (drawing === null || drawing === event.pointerId) feed('move', event)
  }, options)
  element.addEventListener('pointerup', (event) => {
    if (drawing !== event.pointerId) return
    drawing = null
    feed('up', event)
  }, options)
  element.addEventListener('contextmenu', (event) => {
    const { text } = kernel
    if (event.button !== 2 || !text) return
    event.preventDefault()
    const place = placeAt(element, text, event)
    askForMenu(kernel, place ? kernel.pickOffset(place.character) : [], { x: event.clientX, y: event.clientY })
  }, options)
  element.addEventListener('pointercancel', () => {
    drawing = null
    kernel.cancel()
  }, options)
  element.addEventListener('pointerleave', () => {
    last = null
    if (drawing === null) kernel.hover(null)
  }, options)
  return () => stop.abort()
}

/** The place below a pointer; null where there is no text. */
export function placeAt(element: HTMLElement, text: TextModel, event: Pick<MouseEvent, 'clientX' | 'clientY'>): Place | null {
  const caret = caretAt(element.ownerDocument, event.clientX, event.clientY)
  if (!caret || !element.contains(caret.node)) return null
  return placeOfCaret(text, caret.node, caret.offset)
}

/** The place of a caret in the DOM, whole characters only; null where its node is no piece of the text. */
export function placeOfCaret(text: TextModel, node: Node, nodeOffset: number): Place | null {
  const piece = (node instanceof HTMLElement ? node : node.parentElement)?.closest<HTMLElement>('[data-units]')
  if (!piece) return placeOfBlock(text, node, nodeOffset)
  const start = Number(piece.dataset.units)
  const length = piece.textContent.length
  const units = start + (node.nodeType === Node.TEXT_NODE ? nodeOffset : nodeOffset > 0 ? length : 0)
  const offset = text.graphemeFloor(text.toOffset(units))
  const character = text.toOffset(Math.min(Math.max(units, start), start + Math.max(length - 1, 0)))
  return { offset, character: text.graphemeFloor(character) }
}

/** A caret between pieces: beside the piece before it, else at the paragraph's beginning. */
function placeOfBlock(text: TextModel, node: Node, nodeOffset: number): Place | null {
  const block = (node instanceof HTMLElement ? node : node.parentElement)?.closest<HTMLElement>('[data-paragraph]')
  const paragraph = block && text.paragraphs[Number(block.dataset.paragraph)]
  if (!paragraph) return null
  const before = node === block ? [...block.children].slice(0, nodeOffset) : []
  const last = before.reverse().find((child): child is HTMLElement => child instanceof HTMLElement && child.dataset.units !== undefined)
  const offset = last ? text.toOffset(Number(last.dataset.units) + last.textContent.length) : paragraph.start
  return { offset, character: offset }
}

function caretAt(document: Document, x: number, y: number): { readonly node: Node; readonly offset: number } | null {
  if (typeof document.caretPositionFromPoint === 'function') {
    const caret = document.caretPositionFromPoint(x, y)
    return caret && { node: caret.offsetNode, offset: caret.offset }
  }
  const range = document.caretRangeFromPoint(x, y)
  return range && { node: range.startContainer, offset: range.startOffset }
}
