// Hands an answer in by itself as soon as it is complete, where the person wants that.
import { useEffect } from 'react'
import { autoAdvances, type Annotation, type Editor, type Patch } from '@editor'
import { useLatest } from '@ui/useLatest'
import { isComplete } from './gaps'

/** How long one sees what completed the answer before the next task comes. */
const PAUSE_MS = 300

export function useAutoAdvance(editor: Editor | null, active: boolean, advance: () => void): void {
  const latest = useLatest(advance)
  useEffect(() => {
    if (!editor || !active) return
    let timer = 0
    const consider = (patch: Patch): void => {
      window.clearTimeout(timer)
      if (completes(patch) && autoAdvances(editor.getState().settings)) timer = window.setTimeout(go, PAUSE_MS)
    }
    const go = (): void => {
      const { busy, canRedo } = editor.getState()
      // What was undone is not done: whoever goes back has something to change.
      if (!busy && !canRedo && !isTyping() && isComplete(editor)) latest.current()
    }
    const stop = editor.on('patch', consider)
    return () => {
      window.clearTimeout(timer)
      stop()
    }
  }, [editor, active, latest])
}

/** Whether a change adds something to an answer: a new annotation, another class, or an answer to an attribute. */
function completes({ origin, ops }: Patch): boolean {
  return (
    origin === 'local' &&
    ops.some(({ before, after }) => after !== null && (before === null || says(before) !== says(after)))
  )
}

function says({ class: name, attributes }: Annotation): string {
  return JSON.stringify([name, attributes])
}

function isTyping(): boolean {
  return (
    document.activeElement?.matches('input:not([type=checkbox], [type=radio]), textarea, [contenteditable]') === true
  )
}
