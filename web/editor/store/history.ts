/**
 * Undo and redo without limit. Holds patches, never documents; patches of one gesture become one step. Only local
 * patches are remembered: what others changed is not ours to undo.
 */
import type { Annotation, Patch } from '../model'
import { type Packed, inverse, opened, packed } from './packed'
import { composed } from './patch'

/** Patches of one gesture that come later than this after the last one begin a new step. */
const GESTURE_PAUSE_MS = 1000

/** What is to be done, and the objects of which it is left out because others changed them since. */
export interface Stepped {
  readonly patch: Patch
  readonly lost: readonly string[]
}

type Get = (id: string) => Annotation | undefined

export class History {
  /** The newest step as it was made, and when: what comes next of its gesture is added to it. */
  #newest: { readonly patch: Patch; readonly t: number } | null = null
  readonly #done: Packed[] = []
  #undone: Packed[] = []

  get undoLabel(): string | null {
    return (this.#newest?.patch ?? this.#done.at(-1))?.label ?? null
  }

  get redoLabel(): string | null {
    return this.#undone.at(-1)?.label ?? null
  }

  /** Remember a patch that was just applied, at `t` milliseconds. */
  push(patch: Patch, t: number): void {
    if (patch.origin === 'remote') return
    this.#undone = []
    const last = this.#newest
    if (last && patch.gesture !== undefined && last.patch.gesture === patch.gesture && t - last.t <= GESTURE_PAUSE_MS) {
      const sum = composed(last.patch, patch)
      this.#newest = sum.ops.length > 0 ? { patch: sum, t } : null
      return
    }
    this.#putAway()
    this.#newest = { patch, t }
  }

  /** What undoes the last step, to be applied by the caller; null where nothing is left. `get` tells what stands now. */
  undo(get: Get): Stepped | null {
    this.#putAway()
    const step = this.#done.pop()
    if (!step) return null
    this.#undone.push(step)
    return opened(inverse(step), get)
  }

  redo(get: Get): Stepped | null {
    const step = this.#undone.pop()
    if (!step) return null
    this.#putAway()
    this.#done.push(step)
    return opened(step, get)
  }

  #putAway(): void {
    if (this.#newest) this.#done.push(packed(this.#newest.patch))
    this.#newest = null
  }
}
