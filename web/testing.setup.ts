// What jsdom lacks and every test may need.
import 'fake-indexeddb/auto'

/** Nothing has a size in jsdom, so nothing changes it. */
class NothingChanges implements ResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

globalThis.ResizeObserver ??= NothingChanges

/** Nobody prefers anything in jsdom: no theme, no less motion. */
class NothingMatches extends EventTarget implements MediaQueryList {
  readonly matches = false
  readonly onchange = null
  constructor(readonly media: string) {
    super()
  }
  addListener(): void {}
  removeListener(): void {}
}

if (typeof window !== 'undefined') {
  window.matchMedia ??= (query) => new NothingMatches(query)
  // No font is ever loaded.
  if (!('fonts' in document)) Object.defineProperty(document, 'fonts', { value: new EventTarget() })
}
