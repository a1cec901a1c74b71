// What the server finds wrong with a document that is being written, a moment after it has changed.
import { useEffect, useState } from 'react'
import { asProblem, type Place } from '@client/problem'
import { usePlan } from '@client/queries/spec'
import type { Id, SpecDocument } from '@client/types'

const PAUSE_MS = 500
const NONE: readonly Place[] = []

/** Problems with their paths, such as `classes[0].points`; none of a document that is as it was saved. */
export function useDocumentProblems(project: Id, document: SpecDocument, changed: boolean): readonly Place[] {
  const { mutateAsync: plan } = usePlan(project)
  const [found, setFound] = useState<{ readonly of: SpecDocument; readonly places: readonly Place[] } | null>(null)
  useEffect(() => {
    if (!changed) return
    let current = true
    const tell = (places: readonly Place[]): void => {
      if (current) setFound({ of: document, places })
    }
    const timer = setTimeout(() => {
      plan({ document }).then(
        () => tell(NONE),
        (error: unknown) => tell(asProblem(error).places),
      )
    }, PAUSE_MS)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [plan, document, changed])
  return changed && found ? found.places : NONE
}

/** The problems of what lies at a path, or below it. */
export function problemsAt(problems: readonly Place[], path: string): readonly Place[] {
  return problems.filter(({ where = '' }) => where === path || ['.', '['].some((next) => where.startsWith(path + next)))
}
