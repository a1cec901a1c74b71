// What a person sets of tools is kept with their preferences, so that it is there on every task and device.
import { useEffect, useRef } from 'react'
import type { Editor, EditorState } from '@editor'
import { usePreferences, useSavePreferences } from '@client/queries/session'
import { useLatest } from '@ui/useLatest'

type Kept = EditorState['settings']

const SAVE_AFTER_MS = 800

export function useKeptSettings(editor: Editor): void {
  const { data: preferences } = usePreferences()
  const { mutate } = useSavePreferences()
  const latest = useLatest({ preferences, mutate })
  const kept = useRef<Kept | null>(null)

  // What was kept is set once, when it has come; from then on the editor knows best.
  useEffect(() => {
    if (!preferences || kept.current) return
    for (const [tool, settings] of Object.entries(preferences.tools ?? {})) editor.setSettings(tool, settings)
    kept.current = editor.getState().settings
  }, [editor, preferences])

  useEffect(() => {
    let timer = 0
    const save = (): void => {
      timer = 0
      const { settings } = editor.getState()
      if (!latest.current.preferences || settings === kept.current) return
      kept.current = settings
      latest.current.mutate({ ...latest.current.preferences, tools: settings })
    }
    const stop = editor.subscribe(() => {
      if (kept.current === null || editor.getState().settings === kept.current) return
      window.clearTimeout(timer)
      timer = window.setTimeout(save, SAVE_AFTER_MS)
    })
    return () => {
      stop()
      window.clearTimeout(timer)
      if (timer !== 0) save()
    }
  }, [editor, latest])
}
