// What the project's checks say of the draft in hand, as it grows.
import { useCallback, useEffect, useRef, useState } from 'react'
import type { MountedEditor } from '@editor'
import { checkDraft, type Finding } from '@client/queries/checks'
import { complete } from '../spec/ontology'
import { Checking } from './checking'

const NONE: readonly Finding[] = []

export interface Draft {
  readonly findings: readonly Finding[]
  /** What stands once the draft as it is now has been looked at. */
  readonly settled: () => Promise<readonly Finding[]>
}

/** Nothing is asked where the project has no checks, nor before the draft is in the editor. */
export function useFindings(editor: MountedEditor | null, assignment: string, wanted: boolean): Draft {
  const [known, setKnown] = useState<{ readonly assignment: string; readonly findings: readonly Finding[] } | null>(
    null,
  )
  const checking = useRef<Checking | null>(null)
  const newest = useRef<readonly Finding[]>(NONE)

  useEffect(() => {
    newest.current = NONE
    if (!editor || !wanted) return
    const current = new Checking({
      draft: () => editor.document.all(),
      ask: async (draft) => (await checkDraft(assignment, draft)).findings,
      onFindings: (findings) => {
        newest.current = findings
        setKnown({ assignment, findings })
      },
      later: (act, ms) => {
        const timer = setTimeout(act, ms)
        return () => clearTimeout(timer)
      },
    })
    checking.current = current
    current.changed(0)
    const stop = editor.on('patch', () => current.changed())
    return () => {
      stop()
      current.close()
      checking.current = null
    }
  }, [editor, assignment, wanted])

  const settled = useCallback(async () => {
    await checking.current?.settled()
    return newest.current
  }, [])
  return { findings: known?.assignment === assignment ? known.findings : NONE, settled }
}

/** Makes the changes of a fix as one step that can be undone; a change of what has gone meanwhile is left out. */
export function mend(editor: MountedEditor, finding: Finding): void {
  const changes = finding.fix?.changes ?? []
  const ops = changes.flatMap(({ id, after }) => {
    const before = editor.document.get(id)
    const [whole] = after ? complete([after]) : []
    return before ? [{ id, before, after: whole ?? null }] : []
  })
  editor.apply({ ops, origin: 'local', label: finding.fix?.title ?? '' })
}
