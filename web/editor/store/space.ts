/** Where annotations lie: an R-tree over their bounds, kept with each patch. Answers what may be at a place. */
import RBush from 'rbush'
import type { Bounds } from '../geometry/types'

interface Entry extends Bounds {
  readonly id: string
}

export class Space {
  readonly #tree = new RBush<Entry>()
  readonly #entries = new Map<string, Entry>()

  get size(): number {
    return this.#entries.size
  }

  /** Fills an empty space at once, which is faster than one by one. */
  load(places: Iterable<readonly [string, Bounds]>): void {
    const entries = [...places].map(([id, bounds]) => ({ ...bounds, id }))
    this.#tree.load(entries)
    for (const entry of entries) this.#entries.set(entry.id, entry)
  }

  /** Puts an object at its place now, or takes it out where it has none. */
  set(id: string, bounds: Bounds | null): void {
    const old = this.#entries.get(id)
    if (old) {
      this.#tree.remove(old)
      this.#entries.delete(id)
    }
    if (!bounds) return
    const entry = { ...bounds, id }
    this.#tree.insert(entry)
    this.#entries.set(id, entry)
  }

  boundsOf(id: string): Bounds | null {
    return this.#entries.get(id) ?? null
  }

  /** Ids whose bounds touch these, in no order. */
  search(bounds: Bounds): string[] {
    return this.#tree.search(bounds).map((entry) => entry.id)
  }
}
