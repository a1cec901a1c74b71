import { box } from '@editor/testing/testEditor'
import { openDB } from 'idb'
import { describe, expect, it } from 'vitest'
import { idbJournal } from './idbJournal'

const patch = (assignment: string, seq: number) => ({ kind: 'patch', assignment, seq, patch: { ops: [] } }) as const
const base = (assignment: string, revision: number) =>
  ({ kind: 'base', assignment, revision, annotations: [box('a', 0, 0, 1, 1)], conflicts: [] }) as const
const submit = (key: string, queuedAt: number) =>
  ({ kind: 'submit', assignment: 'one', key, body: { annotations: [], seconds: 1 }, queuedAt }) as const

describe('the journal in IndexedDB', () => {
  it('keeps entries for the next page, and those of one assignment apart from another', async () => {
    const first = await idbJournal('ann')
    await first.addPatch(patch('one', 2))
    await first.addPatch(patch('one', 1))
    await first.addPatch(patch('two', 1))
    await first.setBatch({ kind: 'batch', assignment: 'one', key: 'k', revision: 3, seq: 1 })
    first.close()
    const second = await idbJournal('ann')
    const read = await second.read('one')
    expect([read.base, read.patches.map(({ seq }) => seq), read.batch?.key]).toEqual([null, [1, 2], 'k'])
    second.close()
  })

  it('takes what was saved for part of the base and keeps what came after', async () => {
    const journal = await idbJournal('ben')
    const drawn = { ops: [{ id: 'b', before: null, after: box('b', 5, 5, 1, 1) }] }
    await journal.replace(base('one', 1), [])
    await journal.addPatch({ kind: 'patch', assignment: 'one', seq: 1, patch: drawn })
    for (const seq of [2, 3]) await journal.addPatch(patch('one', seq))
    await journal.setBatch({ kind: 'batch', assignment: 'one', key: 'k', revision: 1, seq: 2 })
    await journal.settle({ kind: 'mark', assignment: 'one', seq: 2, revision: 2, conflicts: [] })
    const once = await journal.read('one')
    expect([once.base, once.patches.map(({ seq }) => seq), once.batch]).toEqual([
      { ...base('one', 2), annotations: [box('a', 0, 0, 1, 1), box('b', 5, 5, 1, 1)] },
      [3],
      null,
    ])
    expect(await journal.read('one')).toEqual(once)
    await journal.replace(base('one', 5), [patch('one', 1)])
    expect((await journal.read('one')).patches.map(({ seq }) => seq)).toEqual([1])
    await journal.forget('one')
    expect(await journal.read('one')).toEqual({ base: null, patches: [], batch: null })
    journal.close()
  })

  it('reads what an earlier version wrote', async () => {
    const earlier = await openDB('labelwright-journal-ida', 1, {
      upgrade(fresh) {
        fresh.createObjectStore('patches', { keyPath: ['assignment', 'seq'] })
        fresh.createObjectStore('batches', { keyPath: 'assignment' })
        fresh.createObjectStore('bases', { keyPath: 'assignment' })
        fresh.createObjectStore('submits', { keyPath: 'key' }).createIndex('queuedAt', 'queuedAt')
      },
    })
    const moved = { ops: [{ id: 'a', before: box('a', 0, 0, 1, 1), after: box('a', 3, 3, 1, 1) }] }
    const entry = { kind: 'patch', assignment: 'one', seq: 7, patch: moved } as const
    await earlier.put('bases', base('one', 4))
    await earlier.put('patches', entry)
    await earlier.put('submits', submit('s', 1))
    earlier.close()
    const journal = await idbJournal('ida')
    expect(await journal.read('one')).toEqual({ base: base('one', 4), patches: [entry], batch: null })
    expect((await journal.submits()).map(({ key }) => key)).toEqual(['s'])
    journal.close()
  })

  it('gives answers back in the order in which they were handed in', async () => {
    const journal = await idbJournal('eve')
    await journal.addSubmit(submit('z', 1))
    await journal.addSubmit(submit('a', 2))
    expect((await journal.submits()).map(({ key }) => key)).toEqual(['z', 'a'])
    await journal.removeSubmit('z')
    expect((await journal.submits()).map(({ key }) => key)).toEqual(['a'])
    journal.close()
  })

  it('is one for each person', async () => {
    const [one, other] = [await idbJournal('fay'), await idbJournal('gus')]
    await one.addPatch(patch('one', 1))
    expect((await other.read('one')).patches).toEqual([])
    one.close()
    other.close()
  })
})
