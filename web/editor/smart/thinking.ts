/** Where smart tools think, and how: the desk they work at, in the place where they are asked. */
import type { Item } from '../model'
import { SMART_TOOLS } from './registry'
import { Shelf } from './shelf'
import type { Desk, Found, Picture, Question, SmartTool } from './types'

/** Who waits for an answer. */
export interface Waiting {
  readonly signal: AbortSignal
  /** Hears how far the work is, from 0 to 1. */
  progress(share: number): void
}

/** Answers questions: a worker beside the page or, as below, whoever is asked. */
export interface Thinker {
  /** Rejects with `Stopped` when nobody waits any more. */
  think(item: Item, tool: string, question: Question, waiting: Waiting): Promise<Found>
}

/** Nobody waits for the answer any more. */
export class Stopped extends Error {}

/** Of how many items pictures and what was made of them are kept. */
export const ITEMS_KEPT = 1
/** Others get their turn after this much work. */
const BREATH_MS = 16
const SHELF = 4

/** Thinks where it is asked. `open` gives an item's picture; it is asked once, as long as the item is among the last. */
export function thinkInPlace(open: (item: Item) => Picture | Promise<Picture>, tools: ReadonlyMap<string, SmartTool> = SMART_TOOLS): Thinker {
  const rooms = new Shelf<{ readonly picture: Picture; readonly shelves: Shelves }>(ITEMS_KEPT)
  return {
    async think(item, name, question, waiting) {
      const tool = tools.get(name)
      if (!tool) throw new Error(`There is no smart tool “${name}”.`)
      const { picture, shelves } = await rooms.keep(item.id, async () => ({ picture: await open(item), shelves: new Shelves() }))
      const desk = deskOf(picture, shelves, name, waiting)
      await desk.progress(0)
      return tool.find(question, desk)
    },
  }
}

class Shelves {
  readonly #shelves = new Map<string, Shelf<unknown>>()

  of(name: string, most: number): Shelf<unknown> {
    const shelf = this.#shelves.get(name) ?? new Shelf(most)
    this.#shelves.set(name, shelf)
    return shelf
  }
}

function deskOf(picture: Picture, shelves: Shelves, tool: string, { signal, progress }: Waiting): Desk {
  let since = performance.now()
  return {
    picture,
    signal,
    keep: <T>(shelf: string, key: string, make: () => T | Promise<T>, most = SHELF): Promise<T> =>
      shelves.of(`${tool} ${shelf}`, most).keep(key, make) as Promise<T>,
    async progress(share) {
      if (share > 0) progress(share)
      if (performance.now() - since > BREATH_MS) {
        await new Promise((resolve) => setTimeout(resolve))
        since = performance.now()
      }
      if (signal.aborted) throw new Stopped('Nobody waits for this any more.')
    },
  }
}
