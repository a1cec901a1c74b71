// What React reads of an editor, each piece by its own subscription, so that an edit draws only what it changes.
import { useCallback, useSyncExternalStore } from 'react'
import type { Annotation, Editor, EditorState } from '@editor'

/**
 * The pieces of the state that something reads, a list that stays the same: it is asked for again after a change of these
 * alone, which tells where there are many of its kind.
 */
export type Pieces = readonly (keyof EditorState)[]

/** A piece of the editor's state. `pick` must give the same object while nothing it reads has changed. */
export function useEditorState<T>(editor: Editor, pick: (state: EditorState) => T, pieces?: Pieces): T {
  const subscribe = useCallback((listener: () => void) => editor.subscribe(listener, pieces), [editor, pieces])
  return useSyncExternalStore(subscribe, () => pick(editor.getState()))
}

/** One annotation, undefined once it is gone. */
export function useAnnotation(editor: Editor, id: string): Annotation | undefined {
  const subscribe = useCallback((listener: () => void) => editor.document.subscribe(id, listener), [editor, id])
  return useSyncExternalStore(subscribe, () => editor.document.get(id))
}

/** The ids of all annotations, from back to front. */
export function useAnnotationIds(editor: Editor): readonly string[] {
  const subscribe = useCallback((listener: () => void) => editor.document.subscribeIds(listener), [editor])
  return useSyncExternalStore(subscribe, () => editor.document.ids())
}

/** Something computed from the editor after each change of its state, of which each change of its document is one. */
export function useDerived(editor: Editor, compute: (editor: Editor) => string, pieces?: Pieces): string {
  const subscribe = useCallback((listener: () => void) => editor.subscribe(listener, pieces), [editor, pieces])
  return useSyncExternalStore(subscribe, () => compute(editor))
}
