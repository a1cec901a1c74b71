// What jsdom lacks and every test may need.
import 'fake-indexeddb/auto'

/** Nothing has a size in jsdom, so nothing changes it. */
class NothingChanges implements ResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

globalThis.ResizeObserver ??= NothingChanges
