import { box } from '@editor/testing/testEditor'
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

  it('settles what was saved and keeps what came after', async () => {
    const journal = await idbJournal('ben')
    for (const seq of [1, 2, 3]) await journal.addPatch(patch('one', seq))
    await journal.setBatch({ kind: 'batch', assignment: 'one', key: 'k', revision: 1, seq: 2 })
    await journal.settle(base('one', 2), 2)
    const read = await journal.read('one')
    expect([read.base?.revision, read.patches.map(({ seq }) => seq), read.batch]).toEqual([2, [3], null])
    await journal.replace(base('one', 5), [patch('one', 9)])
    expect((await journal.read('one')).patches.map(({ seq }) => seq)).toEqual([9])
    await journal.forget('one')
    expect(await journal.read('one')).toEqual({ base: null, patches: [], batch: null })
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
