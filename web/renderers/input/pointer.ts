/**
 * From DOM pointers to editor events: mouse, pen and fingers alike, with capture. Two fingers pinch and pan; the
 * middle button pans; the right one, or a finger that rests, asks for the menu; the wheel zooms at the pointer or, with
 * Alt, is a key where one is wanted.
 */
import type { Modifiers, Point } from '@editor'
import type { Kernel } from '@editor/kernel'
import type { PointEvent } from '@editor/label'
import { askForMenu } from '@editor/menu'
import { toImage } from '@editor/view/camera'
import { Palm } from './palm'

const CLICK_PAUSE_MS = 400
const CLICK_SLOP = 6
/** A finger that rests for so long, and moves no farther, asks for the menu. */
export const HOLD_MS = 550
const HOLD_SLOP = 10
/** Screen pixels around an object where a menu is still its own. */
const MENU_REACH = 6
const WHEEL_SPEED = 0.0015
const PINCH_SPEED = 0.01
const LINE_PIXELS = 16
/** Wheels that turn without notches count as one for every so many pixels. */
const NOTCH_PIXELS = 50

/** Listens on an element until the returned function is called. `onPoint` hears where the pointer is. */
export function attachPointer(element: HTMLElement, kernel: Kernel, onPoint: (at: Point | null, kind?: PointEvent['pointer']) => void): () => void {
  const stop = new AbortController()
  const fingers = new Map<number, Point>()
  const palm = new Palm()
  const clicks = clickCounter()
  let panning: { readonly id: number; at: Point } | null = null
  let drawing: number | null = null
  let turned = 0
  let resting: { readonly at: Point; readonly timer: number } | null = null

  let box: DOMRect | null = null
  /** Asked for once a frame: a page that what went before has changed would be laid out anew for each event. */
  const at = (event: MouseEvent): Point => {
    if (!box) {
      box = element.getBoundingClientRect()
      requestAnimationFrame(() => (box = null))
    }
    return { x: event.clientX - box.left, y: event.clientY - box.top }
  }

  function onDown(event: PointerEvent): void {
    if (palm.rejects(event)) return
    if (event.pointerType === 'pen' && fingers.size > 0) dropFingers()
    element.focus({ preventScroll: true })
    capture(element, event.pointerId)
    const screen = at(event)
    onPoint(screen, kindOf(event))
    if (event.pointerType === 'touch') {
      fingers.set(event.pointerId, screen)
      if (fingers.size === 2) return beginPinch()
      if (!kernel.state.busy) rest(event, screen)
    }
    if (event.button === 1) panning = { id: event.pointerId, at: screen }
    if (event.button !== 0 || fingers.size > 1) return
    drawing = event.pointerId
    kernel.pointer(pointEvent('down', event, screen, kernel, clicks.down(screen, event.timeStamp)))
  }

  function onMove(event: PointerEvent): void {
    if (palm.rejects(event)) return
    const screen = at(event)
    onPoint(screen, kindOf(event))
    if (resting && Math.hypot(screen.x - resting.at.x, screen.y - resting.at.y) > HOLD_SLOP) stir()
    if (fingers.has(event.pointerId) && fingers.size === 2) return pinch(event.pointerId, screen)
    if (panning?.id === event.pointerId) {
      kernel.moveCamera({ type: 'pan', by: { x: screen.x - panning.at.x, y: screen.y - panning.at.y } })
      panning.at = screen
      return
    }
    for (const one of drawing === event.pointerId ? coalesced(event) : [event]) {
      kernel.pointer(pointEvent('move', one, at(one), kernel, clicks.count))
    }
  }

  function onUp(event: PointerEvent): void {
    if (palm.rejects(event)) return
    stir()
    fingers.delete(event.pointerId)
    if (panning?.id === event.pointerId) panning = null
    if (drawing !== event.pointerId) return
    drawing = null
    kernel.pointer(pointEvent('up', event, at(event), kernel, clicks.count))
  }

  function onCancel(event: PointerEvent): void {
    if (palm.rejects(event)) return
    stir()
    fingers.delete(event.pointerId)
    panning = null
    if (drawing === event.pointerId) kernel.cancel()
    drawing = null
  }

  /** A pen has come down beside what seemed to be fingers. */
  function dropFingers(): void {
    palm.note(fingers.keys())
    fingers.clear()
    beginPinch()
  }

  function beginPinch(): void {
    stir()
    drawing = null
    kernel.cancel()
  }

  function rest(event: PointerEvent, screen: Point): void {
    resting = { at: screen, timer: window.setTimeout(() => menu(event), HOLD_MS) }
  }

  function stir(): void {
    if (resting) window.clearTimeout(resting.timer)
    resting = null
  }

  /** What the press had begun is dropped. */
  function menu(event: MouseEvent): void {
    resting = null
    if (drawing !== null) kernel.cancel()
    drawing = null
    const { camera } = kernel.state
    askForMenu(kernel, kernel.pick(toImage(camera, at(event)), MENU_REACH / camera.scale), { x: event.clientX, y: event.clientY })
  }

  /** Fingers and keys ask for the menu in their own ways. */
  function onContextMenu(event: PointerEvent | MouseEvent): void {
    event.preventDefault()
    if (event.button === 2) menu(event)
  }

  function pinch(id: number, screen: Point): void {
    const before = span(fingers)
    fingers.set(id, screen)
    const after = span(fingers)
    const factor = before.length > 0 ? after.length / before.length : 1
    kernel.moveCamera({ type: 'pan', by: { x: after.middle.x - before.middle.x, y: after.middle.y - before.middle.y } })
    kernel.moveCamera({ type: 'zoom', factor, at: after.middle })
  }

  function onWheel(event: WheelEvent): void {
    event.preventDefault()
    const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PIXELS : 1
    const [dx, dy] = [event.deltaX * pixels, event.deltaY * pixels]
    if (event.altKey && notches(event, dy)) return
    const sideways = Math.abs(dx) > 0 && !event.ctrlKey
    if (event.shiftKey || sideways) {
      kernel.moveCamera({ type: 'pan', by: event.shiftKey && dx === 0 ? { x: -dy, y: 0 } : { x: -dx, y: -dy } })
      return
    }
    const factor = Math.exp(-dy * (event.ctrlKey ? PINCH_SPEED : WHEEL_SPEED))
    kernel.moveCamera({ type: 'zoom', factor, at: at(event) })
  }

  /** Presses a key for each notch; whether it meant something here. */
  function notches(event: WheelEvent, pixels: number): boolean {
    if (Math.sign(pixels) !== Math.sign(turned)) turned = 0
    turned += pixels
    if (Math.abs(turned) < NOTCH_PIXELS) return true
    const key = turned < 0 ? 'WheelUp' : 'WheelDown'
    turned = 0
    return kernel.key({ type: 'key', key, code: key, repeat: false, modifiers: modifiersOf(event) })
  }

  const options = { signal: stop.signal }
  element.addEventListener('pointerdown', onDown, options)
  element.addEventListener('pointermove', onMove, options)
  element.addEventListener('pointerup', onUp, options)
  element.addEventListener('pointercancel', onCancel, options)
  element.addEventListener('pointerleave', (event) => {
    if (palm.rejects(event)) return
    onPoint(null)
    kernel.leave()
  }, options)
  element.addEventListener('wheel', onWheel, { ...options, passive: false })
  element.addEventListener('contextmenu', onContextMenu, options)
  return () => {
    stir()
    stop.abort()
  }
}

export function modifiersOf(event: MouseEvent | KeyboardEvent): Modifiers {
  return { shift: event.shiftKey, ctrl: event.ctrlKey, alt: event.altKey, meta: event.metaKey }
}

/** Counts clicks in quick succession at one place: 1, 2, 3 … */
export function clickCounter(): { readonly count: number; down(at: Point, t: number): number } {
  let [count, last, place] = [0, -Infinity, { x: 0, y: 0 }]
  return {
    get count() {
      return count
    },
    down(at, t) {
      const again = t - last < CLICK_PAUSE_MS && Math.hypot(at.x - place.x, at.y - place.y) < CLICK_SLOP
      count = again ? count + 1 : 1
      last = t
      place = at
      return count
    },
  }
}

function pointEvent(type: PointEvent['type'], event: PointerEvent, screen: Point, kernel: Kernel, clicks: number): PointEvent {
  return {
    type,
    point: toImage(kernel.state.camera, screen),
    screen,
    buttons: event.buttons,
    modifiers: modifiersOf(event),
    pressure: event.pressure,
    clicks,
    t: event.timeStamp,
    pointer: kindOf(event),
  }
}

function kindOf({ pointerType }: PointerEvent): PointEvent['pointer'] {
  return pointerType === 'touch' || pointerType === 'pen' ? pointerType : 'mouse'
}

/** All positions since the last event, where the browser tells them. */
function coalesced(event: PointerEvent): readonly PointerEvent[] {
  const events = typeof event.getCoalescedEvents === 'function' ? event.getCoalescedEvents() : []
  return events.length > 0 ? events : [event]
}

function capture(element: HTMLElement, id: number): void {
  if (typeof element.setPointerCapture === 'function') element.setPointerCapture(id)
}

function span(fingers: ReadonlyMap<number, Point>): { readonly middle: Point; readonly length: number } {
  const [a = { x: 0, y: 0 }, b = a] = [...fingers.values()]
  return { middle: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }, length: Math.hypot(a.x - b.x, a.y - b.y) }
}
