/**
 * Undo and redo without limit. Holds patches, never documents; patches of one gesture become one step. Only local
 * patches are remembered: what others changed is not ours to undo.
 */
import type { Patch } from '../model'
import { composed, inverse } from './patch'

/** Patches of one gesture that come later than this after the last one begin a new step. */
const GESTURE_PAUSE_MS = 1000

interface Step {
  readonly patch: Patch
  readonly t: number
}

export class History {
  #done: Step[] = []
  #undone: Patch[] = []

  get undoLabel(): string | null {
    return this.#done.at(-1)?.patch.label ?? null
  }

  get redoLabel(): string | null {
    return this.#undone.at(-1)?.label ?? null
  }

  /** Remember a patch that was just applied, at `t` milliseconds. */
  push(patch: Patch, t: number): void {
    if (patch.origin === 'remote') return
    this.#undone = []
    const last = this.#done.at(-1)
    if (last && patch.gesture !== undefined && last.patch.gesture === patch.gesture && t - last.t <= GESTURE_PAUSE_MS) {
      this.#done.pop()
      const sum = composed(last.patch, patch)
      if (sum.ops.length > 0) this.#done.push({ patch: sum, t })
      return
    }
    this.#done.push({ patch, t })
  }

  /** The patch that undoes the last step, to be applied by the caller; null where nothing is left. */
  undo(): Patch | null {
    const step = this.#done.pop()
    if (!step) return null
    this.#undone.push(step.patch)
    return inverse(step.patch)
  }

  redo(): Patch | null {
    const patch = this.#undone.pop()
    if (!patch) return null
    this.#done.push({ patch, t: -Infinity })
    return patch
  }
}
