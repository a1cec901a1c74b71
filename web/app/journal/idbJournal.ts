/** The journal in IndexedDB: what is not saved outlives the page, the tab and the browser. */
import {
  folded,
  type AssignmentJournal,
  type Journal,
  type JournalBase,
  type JournalBatch,
  type JournalMark,
  type JournalPatch,
  type JournalSubmit,
} from '@editor/sync'
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'

interface Schema extends DBSchema {
  patches: { key: [string, number]; value: JournalPatch }
  batches: { key: string; value: JournalBatch }
  bases: { key: string; value: JournalBase }
  marks: { key: string; value: JournalMark }
  submits: { key: string; value: JournalSubmit; indexes: { queuedAt: number } }
}

type Database = IDBPDatabase<Schema>

/** All that there is of one assignment, but for its submit. */
const STORES = ['patches', 'batches', 'bases', 'marks'] as const
const ALL = Number.MAX_SAFE_INTEGER

/** Opens the journal of one person; each has their own, so that a shared computer mixes nothing up. */
export async function idbJournal(person: string): Promise<Journal & { close(): void }> {
  const database = await openDB<Schema>(`labelwright-journal-${person}`, 2, {
    upgrade(fresh, version) {
      if (version < 1) {
        fresh.createObjectStore('patches', { keyPath: ['assignment', 'seq'] })
        fresh.createObjectStore('batches', { keyPath: 'assignment' })
        fresh.createObjectStore('bases', { keyPath: 'assignment' })
        fresh.createObjectStore('submits', { keyPath: 'key' }).createIndex('queuedAt', 'queuedAt')
      }
      fresh.createObjectStore('marks', { keyPath: 'assignment' })
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
    async settle(mark) {
      const change = database.transaction(['batches', 'marks'], 'readwrite', { durability: 'strict' })
      await Promise.all([
        change.objectStore('batches').delete(mark.assignment),
        change.objectStore('marks').put(mark),
        change.done,
      ])
    },
    replace: (base, patches) => replace(database, base, patches),
    async forget(assignment) {
      const change = database.transaction(STORES, 'readwrite', { durability: 'strict' })
      await Promise.all([
        change.objectStore('patches').delete(entriesUpTo(assignment, ALL)),
        change.objectStore('batches').delete(assignment),
        change.objectStore('bases').delete(assignment),
        change.objectStore('marks').delete(assignment),
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

/** What was marked as saved becomes part of the base here too: sequence numbers may begin anew after a read. */
async function read(database: Database, assignment: string): Promise<AssignmentJournal> {
  const change = database.transaction(STORES, 'readwrite')
  const [base = null, patches, batch = null, mark] = await Promise.all([
    change.objectStore('bases').get(assignment),
    change.objectStore('patches').getAll(entriesUpTo(assignment, ALL)),
    change.objectStore('batches').get(assignment),
    change.objectStore('marks').get(assignment),
  ])
  const now = folded(base, patches, mark ?? null)
  if (now.base && mark) {
    await Promise.all([
      change.objectStore('bases').put(now.base),
      change.objectStore('patches').delete(entriesUpTo(assignment, mark.seq)),
      change.objectStore('marks').delete(assignment),
    ])
  }
  await change.done
  return { ...now, batch }
}

/** In one transaction: a new base and these patches, and nothing else. */
async function replace(database: Database, base: JournalBase, patches: readonly JournalPatch[]): Promise<void> {
  const change = database.transaction(STORES, 'readwrite', { durability: 'strict' })
  await Promise.all([
    change.objectStore('patches').delete(entriesUpTo(base.assignment, ALL)),
    ...patches.map((patch) => change.objectStore('patches').put(patch)),
    change.objectStore('batches').delete(base.assignment),
    change.objectStore('marks').delete(base.assignment),
    change.objectStore('bases').put(base),
    change.done,
  ])
}

function entriesUpTo(assignment: string, seq: number): IDBKeyRange {
  return IDBKeyRange.bound([assignment, 0], [assignment, seq])
}
