/** A journal that lasts as long as the page: where the browser keeps nothing, and in tests. */
import type { AssignmentJournal, Journal, JournalSubmit } from './ports'

const EMPTY: AssignmentJournal = { base: null, patches: [], batch: null }

export function memoryJournal(): Journal {
  const assignments = new Map<string, AssignmentJournal>()
  const submits = new Map<string, JournalSubmit>()
  const of = (assignment: string): AssignmentJournal => assignments.get(assignment) ?? EMPTY
  return {
    async read(assignment) {
      return of(assignment)
    },
    async addPatch(entry) {
      const now = of(entry.assignment)
      assignments.set(entry.assignment, { ...now, patches: [...now.patches, entry] })
    },
    async setBatch(batch) {
      assignments.set(batch.assignment, { ...of(batch.assignment), batch })
    },
    async settle(base, seq) {
      const patches = of(base.assignment).patches.filter((patch) => patch.seq > seq)
      assignments.set(base.assignment, { base, patches, batch: null })
    },
    async replace(base, patches) {
      assignments.set(base.assignment, { base, patches: [...patches], batch: null })
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
