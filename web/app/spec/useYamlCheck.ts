// Checks YAML as it is typed: syntax here, once typing pauses; what it means is the server's to say.
import { useEffect, useState } from 'react'
import type { ProblemPlace } from '@ui/Problem'

const PAUSE_MS = 250

/** The syntax problems of a text, null while it is being checked. */
export function useYamlCheck(text: string): readonly ProblemPlace[] | null {
  const [checked, setChecked] = useState<{ text: string; places: readonly ProblemPlace[] } | null>(null)
  useEffect(() => {
    let current = true
    const timer = setTimeout(() => {
      void syntaxProblems(text).then((places) => {
        if (current) setChecked({ text, places })
      })
    }, PAUSE_MS)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [text])
  return checked?.text === text ? checked.places : null
}

/** Where the text is no YAML. */
export async function syntaxProblems(text: string): Promise<readonly ProblemPlace[]> {
  const { parseDocument } = await import('yaml')
  return parseDocument(text, { prettyErrors: true }).errors.map((error) => ({
    message: error.message.split('\n')[0] ?? error.code,
    line: error.linePos?.[0].line ?? 1,
    column: error.linePos?.[0].col ?? 1,
  }))
}
