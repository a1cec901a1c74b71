/** What a journal holds, as it is read: what is known to be saved has become part of the base. Pure. */
import type { AssignmentJournal, JournalBase, JournalMark, JournalPatch } from './ports'
import { replayed } from './rebase'

export function folded(
  base: JournalBase | null,
  patches: readonly JournalPatch[],
  mark: JournalMark | null,
): Pick<AssignmentJournal, 'base' | 'patches'> {
  if (!base || !mark) return { base, patches }
  const saved = patches.filter(({ seq }) => seq <= mark.seq)
  const annotations = replayed(base.annotations, saved.map(({ patch }) => patch))
  return {
    base: { ...base, revision: mark.revision, conflicts: mark.conflicts, annotations },
    patches: patches.filter(({ seq }) => seq > mark.seq),
  }
}
