// What the checks of a document ask, in the server's words, a moment after they have changed.
import { useDebouncedValue } from '@mantine/hooks'
import { useCheckSentences } from '@client/queries/checks'
import type { Id, SpecDocument } from '@client/types'
import type { CheckDocument } from './checks'

const PAUSE_MS = 250

/** A sentence; `old` while the check has changed and the new one is on its way. Empty where it cannot be said. */
export interface Said {
  readonly sentence: string
  readonly old: boolean
}

export function useSentences(project: Id, document: SpecDocument): (check: CheckDocument, index: number) => Said {
  const [settled] = useDebouncedValue(document, PAUSE_MS)
  const checks = settled.checks ?? []
  const asked = {
    classes: settled.classes.map(({ name, type }) => ({ name, type })),
    checks,
  }
  const { data = [], isPlaceholderData } = useCheckSentences(project, asked)
  return (check, index) => {
    const at = checks[index] === check ? index : checks.indexOf(check)
    return {
      sentence: data[at < 0 ? index : at] ?? '',
      old: at < 0 || isPlaceholderData,
    }
  }
}
