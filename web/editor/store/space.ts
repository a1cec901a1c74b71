/** Where annotations lie: an R-tree over their bounds, kept with each patch. Answers what may be at a place. */
import RBush from 'rbush'
import { intersects, union } from '../geometry/plane'
import type { Bounds } from '../geometry/types'

interface Entry extends Bounds {
  readonly id: string
}

/** As a share of the room. */
const WIDE = 0.25

export class Space {
  readonly #tree = new RBush<Entry>()
  readonly #entries = new Map<string, Entry>()
  /** The room that all objects lie in, and those that are gone have lain in. */
  #room: Bounds | null = null

  get size(): number {
    return this.#entries.size
  }

  /** Fills an empty space at once, which is faster than one by one. */
  load(places: Iterable<readonly [string, Bounds]>): void {
    const entries = [...places].map(([id, bounds]) => ({ ...bounds, id }))
    this.#tree.load(entries)
    for (const entry of entries) {
      this.#entries.set(entry.id, entry)
      this.#room = union(this.#room, entry)
    }
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
    this.#room = union(this.#room, entry)
  }

  boundsOf(id: string): Bounds | null {
    return this.#entries.get(id) ?? null
  }

  /** Which of some ids have bounds that touch these, in the order in which they are given. */
  among(ids: readonly string[], bounds: Bounds): string[] {
    return ids.filter((id) => {
      const entry = this.#entries.get(id)
      return entry !== undefined && intersects(entry, bounds)
    })
  }

  /** Whether bounds take in so much of the room that to look at each object is quicker than to search. */
  isWide(bounds: Bounds): boolean {
    const room = this.#room
    if (!room) return false
    const across = Math.min(bounds.maxX, room.maxX) - Math.max(bounds.minX, room.minX)
    const down = Math.min(bounds.maxY, room.maxY) - Math.max(bounds.minY, room.minY)
    return across > 0 && down > 0 && across * down >= WIDE * (room.maxX - room.minX) * (room.maxY - room.minY)
  }

  /** Ids whose bounds touch these, in no order. */
  search(bounds: Bounds): string[] {
    return this.#tree.search(bounds).map((entry) => entry.id)
  }
}
