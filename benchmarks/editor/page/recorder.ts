/**
 * Tells what each frame of a page costs. Runs before the page's own scripts and wraps what starts them: listeners,
 * frames, timers, messages. A frame ends when the browser has laid out and painted it, which a message posted from
 * its last callback tells.
 */

/** In milliseconds. `paint` is from the first pointer or key event of the frame to the frame's end. */
interface Frame {
  readonly script: number
  readonly interval: number
  readonly paint: number | null
}

export interface Recorder {
  begin(): void
  /** The frames since `begin` in which something happened. */
  end(): readonly Frame[]
  /** Runs something as if a listener did. */
  run<R>(call: () => R): R
  /** Resolves at the end of the frame under way. */
  frame(): Promise<void>
  /** Resolves when nothing has happened for some frames, with the time at which that began. */
  quiet(): Promise<number>
}

declare global {
  interface Window {
    recorder: Recorder
  }
}

const INPUT = /^(pointer|mouse|wheel|key|click)/u
/** So many idle frames in a row are quiet: some work waits for the view to have been still. */
const IDLE_FRAMES = 9

{
  const requestFrame = window.requestAnimationFrame.bind(window)
  const cancelFrame = window.cancelAnimationFrame.bind(window)
  const setTimer = window.setTimeout.bind(window)
  const listen = EventTarget.prototype.addEventListener
  const unlisten = EventTarget.prototype.removeEventListener
  const wrappers = new WeakMap<object, EventListener>()
  const pending = new Set<number>()
  const { port1, port2 } = new MessageChannel()

  let frames: Frame[] = []
  let waiting: ((since: number) => void)[] = []
  let ending: (() => void)[] = []
  let [depth, script, idle, calm, began, last] = [0, 0, 0, 0, 0, 0]
  let input: number | null = null
  let recording = false

  /** Counts the time until the call and the microtasks that it leaves behind are done. */
  function timed<R>(call: () => R): R {
    if (depth > 0) return call()
    const start = performance.now()
    depth++
    queueMicrotask(() => {
      depth--
      script += performance.now() - start
    })
    return call()
  }

  function wrapped(listener: EventListenerOrEventListenerObject): EventListener {
    const known = wrappers.get(listener)
    if (known) return known
    const wrapper = function (this: unknown, event: Event): void {
      if (INPUT.test(event.type) && event.isTrusted) input = Math.min(input ?? Infinity, event.timeStamp)
      timed(() => (typeof listener === 'function' ? listener.call(this as EventTarget, event) : listener.handleEvent(event)))
    }
    wrappers.set(listener, wrapper)
    return wrapper
  }

  function tick(now: number): void {
    began = now
    port2.postMessage(null)
    requestFrame(tick)
  }

  function frameEnded(): void {
    const busy = script > 0 || input !== null
    const paint = input === null ? null : performance.now() - input
    if (recording && busy) frames.push({ script, interval: began - last, paint })
    idle = busy || pending.size > 0 ? 0 : idle + 1
    // The second idle frame begins when the browser has taken over what the last busy one drew.
    if (idle === 2) calm = performance.now()
    for (const resolve of ending) resolve()
    ending = []
    ;[last, script, input] = [began, 0, null]
    if (idle < IDLE_FRAMES) return
    for (const resolve of waiting) resolve(calm)
    waiting = []
  }

  EventTarget.prototype.addEventListener = function (type, listener, options) {
    listen.call(this, type, listener && wrapped(listener), options)
  }
  EventTarget.prototype.removeEventListener = function (type, listener, options) {
    unlisten.call(this, type, listener && (wrappers.get(listener) ?? listener), options)
  }
  window.requestAnimationFrame = (call) => {
    const id = requestFrame((now) => {
      pending.delete(id)
      timed(() => call(now))
    })
    pending.add(id)
    return id
  }
  window.cancelAnimationFrame = (id) => {
    pending.delete(id)
    cancelFrame(id)
  }
  window.setTimeout = ((call: TimerHandler, delay?: number, ...rest: unknown[]) =>
    typeof call === 'function' ? setTimer(() => timed(() => call(...rest)), delay) : setTimer(call, delay)) as typeof setTimeout
  const messages = Object.getOwnPropertyDescriptor(MessagePort.prototype, 'onmessage')
  Object.defineProperty(MessagePort.prototype, 'onmessage', {
    ...messages,
    set(this: MessagePort, listener: EventListener | null) {
      messages?.set?.call(this, listener && wrapped(listener))
    },
  })

  listen.call(port1, 'message', frameEnded)
  port1.start()
  requestFrame(tick)

  window.recorder = {
    begin() {
      frames = []
      recording = true
    },
    end() {
      recording = false
      return frames
    },
    run: timed,
    frame: () => new Promise((resolve) => ending.push(resolve)),
    quiet() {
      idle = 0
      return new Promise((resolve) => waiting.push(resolve))
    },
  }
}
