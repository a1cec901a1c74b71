// Undo and redo for one value that is kept elsewhere. What changes by itself, without a step, begins anew.
import { useState } from 'react'

export interface Steps<T> {
  readonly canUndo: boolean
  readonly canRedo: boolean
  /** Takes a step; steps of one gesture are undone together. */
  change(next: T, gesture?: string): void
  undo(): void
  redo(): void
}

interface History<T> {
  readonly past: readonly T[]
  readonly future: readonly T[]
  /** The value that the last step made. */
  readonly made: T
  readonly gesture: string | undefined
}

export function useSteps<T>(value: T, onChange: (value: T) => void): Steps<T> {
  const [kept, setKept] = useState<History<T>>({ past: [], future: [], made: value, gesture: undefined })
  const history = same(kept.made, value) ? kept : { past: [], future: [], made: value, gesture: undefined }
  const { past, future } = history

  const go = (next: History<T>): void => {
    setKept(next)
    onChange(next.made)
  }
  return {
    canUndo: past.length > 0,
    canRedo: future.length > 0,
    change(next, gesture) {
      const goesOn = gesture !== undefined && gesture === history.gesture
      go({ past: goesOn ? past : [...past, value], future: [], made: next, gesture })
    },
    undo() {
      const before = past.at(-1)
      if (before !== undefined)
        go({ past: past.slice(0, -1), future: [value, ...future], made: before, gesture: undefined })
    },
    redo() {
      const [after, ...rest] = future
      if (after !== undefined) go({ past: [...past, value], future: rest, made: after, gesture: undefined })
    },
  }
}

/** Values of a document are the same where they are written alike. */
export function same(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b)
}
