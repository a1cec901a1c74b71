// Which thread is read and where the next comment goes. Hears the editor's commands to comment.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { MountedEditor, Point } from '@editor'
import { useLatest } from '@ui/useLatest'
import { heldOn } from './places'

interface State {
  readonly task: string
  readonly opened: string | null
  readonly place: Point | null
  readonly writing: boolean
}

export interface Commenting {
  /** The thread that is being read. */
  readonly opened: string | null
  /** The place that the next comment is pinned to; null where the selection says what it is about. */
  readonly place: Point | null
  /** Whether somebody wants to write: the field for it takes the keys. */
  readonly writing: boolean
  open(thread: string): void
  pinTo(place: Point | null): void
  /** Nobody writes any longer. */
  done(): void
}

const NOTHING = { opened: null, place: null, writing: false }

/** Where there is no picture or text to comment on, only the threads. */
export const NOBODY: Commenting = {
  ...NOTHING,
  open: () => undefined,
  pinTo: () => undefined,
  done: () => undefined,
}

export function useCommenting(editor: MountedEditor | null, task: string, onComments: () => void): Commenting {
  const [kept, setKept] = useState<State>({ task, ...NOTHING })
  const { opened, place, writing } = kept.task === task ? kept : NOTHING
  const set = useCallback(
    (change: Partial<State>) => setKept((now) => ({ ...(now.task === task ? now : NOTHING), ...change, task })),
    [task],
  )
  const show = useLatest(onComments)
  const pointer = usePointer(editor)

  useEffect(
    () =>
      editor?.on('effect', (effect) => {
        if (effect.type !== 'comment') return
        show.current()
        set({ writing: true, place: effect.here === true ? placeFor(editor, effect.point, pointer()) : null })
      }),
    [editor, set, pointer, show],
  )

  return useMemo(
    () => ({
      opened,
      place,
      writing,
      open(thread: string) {
        show.current()
        set({ opened: thread })
      },
      pinTo: (next: Point | null) => set({ place: next }),
      done: () => set({ writing: false }),
    }),
    [opened, place, writing, set, show],
  )
}

/** The place that was asked for, else the one below the pointer, else the middle of what is seen. */
function placeFor(editor: MountedEditor, asked: unknown, pointer: Point | null): Point | null {
  const { width, height } = editor.viewSize
  const given = editor.text === null ? (asked as Point | null) : null
  const place = given ?? editor.placeAt(pointer ?? { x: width / 2, y: height / 2 })
  return place && heldOn(editor, place)
}

/** Asks where the pointer was last on the editor, in screen pixels of the view. */
function usePointer(editor: MountedEditor | null): () => Point | null {
  const last = useRef<Point | null>(null)
  useEffect(() => {
    if (!editor) return
    const { element } = editor
    const stop = new AbortController()
    const note = ({ clientX, clientY }: PointerEvent): void => {
      last.current = { x: clientX, y: clientY }
    }
    element.addEventListener('pointermove', note, { signal: stop.signal, passive: true })
    element.addEventListener('pointerdown', note, { signal: stop.signal, passive: true })
    return () => stop.abort()
  }, [editor])
  return useCallback(() => {
    const box = editor?.element.getBoundingClientRect()
    return box && last.current ? { x: last.current.x - box.left, y: last.current.y - box.top } : null
  }, [editor])
}
