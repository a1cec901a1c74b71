/** Who draws the scene, and what they are told is stale. */
import type { Bounds } from './geometry/types'
import type { Stale } from './scene'
import type { Shown } from './shown'

const NOWHERE: Bounds = { minX: 0, minY: 0, maxX: 0, maxY: 0 }
/** More than these at once are one repaint of all. */
export const REPAINTED_ALONE_MAX = 200

export class Repaint {
  readonly #listeners = new Set<(stale: Stale) => void>()

  constructor(readonly boundsOf: (id: string) => Bounds | null) {}

  subscribe(listener: (stale: Stale) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  clear(): void {
    this.#listeners.clear()
  }

  tell(stale: Stale): void {
    for (const listener of this.#listeners) listener(stale)
  }

  /** What has no place on an image is named by its id alone. */
  ids(ids: readonly (string | null)[]): void {
    const known = [...new Set(ids)].filter((id) => id !== null)
    if (known.length > REPAINTED_ALONE_MAX) this.tell({ layer: 'static', bounds: null, ids: [] })
    else for (const id of known) this.tell({ layer: 'static', bounds: this.boundsOf(id) ?? NOWHERE, ids: [id] })
    this.tell({ layer: 'active' })
  }

  /** On an image, what is hovered is drawn over what rests, which stays as it is. */
  hover(ids: readonly (string | null)[]): void {
    this.ids(ids.filter((id) => id !== null && this.boundsOf(id) === null))
  }

  /** What goes on moving is drawn at rest neither before nor now, so only what comes and goes concerns the picture at rest. */
  gesture({ ids: before }: Shown, { ids: now }: Shown): void {
    this.ids([...[...before].filter((id) => !now.has(id)), ...[...now].filter((id) => !before.has(id))])
  }
}
