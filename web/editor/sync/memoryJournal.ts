/** A journal that lasts as long as the page: where the browser keeps nothing, and in tests. */
import { folded } from './folded'
import type { AssignmentJournal, Journal, JournalMark, JournalSubmit } from './ports'

interface Kept extends AssignmentJournal {
  readonly mark: JournalMark | null
}

const EMPTY: Kept = { base: null, patches: [], batch: null, mark: null }

export function memoryJournal(): Journal {
  const assignments = new Map<string, Kept>()
  const submits = new Map<string, JournalSubmit>()
  const of = (assignment: string): Kept => assignments.get(assignment) ?? EMPTY
  return {
    async read(assignment) {
      const { base, patches, batch, mark } = of(assignment)
      const read = { ...folded(base, patches, mark), batch }
      assignments.set(assignment, { ...read, mark: null })
      return read
    },
    async addPatch(entry) {
      const now = of(entry.assignment)
      assignments.set(entry.assignment, { ...now, patches: [...now.patches, entry] })
    },
    async setBatch(batch) {
      assignments.set(batch.assignment, { ...of(batch.assignment), batch })
    },
    async settle(mark) {
      assignments.set(mark.assignment, { ...of(mark.assignment), batch: null, mark })
    },
    async replace(base, patches) {
      assignments.set(base.assignment, { ...EMPTY, base, patches: [...patches] })
    },
    async forget(assignment) {
      assignments.delete(assignment)
    },
    async addSubmit(entry) {
      submits.set(entry.key, entry)
    },
    async submits() {
      return [...submits.values()]
    },
    async removeSubmit(key) {
      submits.delete(key)
    },
  }
}
