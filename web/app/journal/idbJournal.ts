/** The journal in IndexedDB: what is not saved outlives the page, the tab and the browser. */
import type { AssignmentJournal, Journal, JournalBase, JournalBatch, JournalPatch, JournalSubmit } from '@editor/sync'
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'

interface Schema extends DBSchema {
  patches: { key: [string, number]; value: JournalPatch }
  batches: { key: string; value: JournalBatch }
  bases: { key: string; value: JournalBase }
  submits: { key: string; value: JournalSubmit; indexes: { queuedAt: number } }
}

/** Opens the journal of one person; each has their own, so that a shared computer mixes nothing up. */
export async function idbJournal(person: string): Promise<Journal & { close(): void }> {
  const database = await openDB<Schema>(`labelwright-journal-${person}`, 1, {
    upgrade(fresh) {
      fresh.createObjectStore('patches', { keyPath: ['assignment', 'seq'] })
      fresh.createObjectStore('batches', { keyPath: 'assignment' })
      fresh.createObjectStore('bases', { keyPath: 'assignment' })
      fresh.createObjectStore('submits', { keyPath: 'key' }).createIndex('queuedAt', 'queuedAt')
    },
  })
  return {
    read: (assignment) => read(database, assignment),
    async addPatch(entry) {
      await database.put('patches', entry)
    },
    async setBatch(entry) {
      await database.put('batches', entry)
    },
    settle: (base, seq) => rewrite(database, base, seq, []),
    replace: (base, patches) => rewrite(database, base, Number.MAX_SAFE_INTEGER, patches),
    async forget(assignment) {
      const change = database.transaction(['patches', 'batches', 'bases'], 'readwrite', { durability: 'strict' })
      await Promise.all([
        change.objectStore('patches').delete(entriesUpTo(assignment, Number.MAX_SAFE_INTEGER)),
        change.objectStore('batches').delete(assignment),
        change.objectStore('bases').delete(assignment),
        change.done,
      ])
    },
    async addSubmit(entry) {
      const change = database.transaction('submits', 'readwrite', { durability: 'strict' })
      await Promise.all([change.store.put(entry), change.done])
    },
    submits: () => database.getAllFromIndex('submits', 'queuedAt'),
    removeSubmit: (key) => database.delete('submits', key),
    close: () => database.close(),
  }
}

async function read(database: IDBPDatabase<Schema>, assignment: string): Promise<AssignmentJournal> {
  const view = database.transaction(['patches', 'batches', 'bases'])
  const [base, patches, batch] = await Promise.all([
    view.objectStore('bases').get(assignment),
    view.objectStore('patches').getAll(entriesUpTo(assignment, Number.MAX_SAFE_INTEGER)),
    view.objectStore('batches').get(assignment),
  ])
  return { base: base ?? null, patches, batch: batch ?? null }
}

/** In one transaction: a new base, no batch, no patches up to `seq`, and these patches. */
async function rewrite(
  database: IDBPDatabase<Schema>,
  base: JournalBase,
  seq: number,
  patches: readonly JournalPatch[],
): Promise<void> {
  const change = database.transaction(['patches', 'batches', 'bases'], 'readwrite', { durability: 'strict' })
  await Promise.all([
    change.objectStore('patches').delete(entriesUpTo(base.assignment, seq)),
    ...patches.map((patch) => change.objectStore('patches').put(patch)),
    change.objectStore('batches').delete(base.assignment),
    change.objectStore('bases').put(base),
    change.done,
  ])
}

function entriesUpTo(assignment: string, seq: number): IDBKeyRange {
  return IDBKeyRange.bound([assignment, 0], [assignment, seq])
}
