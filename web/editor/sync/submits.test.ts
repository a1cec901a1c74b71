import { describe, expect, it } from 'vitest'
import { FakeClock, FakeNetwork, FakeServer, type Fate } from '../testing/fakeServer'
import { randomFrom } from '../testing/random'
import { box } from '../testing/testEditor'
import { memoryJournal } from './memoryJournal'
import { Submits } from './submits'

function desk() {
  const server = new FakeServer()
  const network = new FakeNetwork(server)
  const clock = new FakeClock()
  const journal = memoryJournal()
  let keys = 0
  const open = (): Promise<Submits> =>
    Submits.open({ journal, transport: network, clock, newKey: () => `key${++keys}`, onState: () => undefined })
  return { server, network, clock, journal, open }
}

const body = (i: number) => ({ annotations: [box(`a${i}`, i, 0, 10, 10)], seconds: i })

describe('handing in', () => {
  it('gives the answer of the server, and forgets the draft', async () => {
    const { clock, journal, open } = desk()
    const submits = await open()
    await journal.addPatch({ kind: 'patch', assignment: 'one', seq: 1, patch: { ops: [] } })
    const { kept, reply } = submits.submit('one', body(1))
    await kept
    await clock.pass(0)
    expect(await reply).toEqual({ kind: 'taken', result: { answer: 'key1' } })
    expect([await journal.submits(), (await journal.read('one')).patches]).toEqual([[], []])
  })

  it('ten answers handed in offline arrive once each, over reloads and a bad network', async () => {
    const { server, network, clock, open } = desk()
    network.fate = () => 'lost'
    let submits = await open()
    for (let i = 0; i < 10; i++) {
      const { kept, reply } = submits.submit(`task${i}`, body(i))
      await kept
      await clock.pass(10)
      expect((await reply).kind).toBe('unreachable')
      if (i % 3 === 2) {
        submits.close()
        submits = await open()
      }
    }
    expect([submits.state.waiting.length, submits.state.offline, server.answers.size]).toEqual([10, true, 0])
    const random = randomFrom(7)
    const fates: readonly Fate[] = ['arrives', 'lost', 'reply lost', 'arrives twice', 'arrives late']
    network.fate = () => random.pick(fates)
    await clock.pass(3_600_000)
    expect(submits.state.waiting).toEqual([])
    expect([...server.answers.values()].map(({ seconds }) => seconds).sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  })

  it('keeps what is refused until somebody decides, and goes on with the others', async () => {
    const { server, network, clock, journal, open } = desk()
    const submits = await open()
    const { submit } = network
    network.submit = (assignment, answer, key) =>
      assignment === 'bad' ? Promise.resolve({ kind: 'refused', message: 'Not yours any more.' }) : submit.call(network, assignment, answer, key)
    await submits.submit('bad', body(1)).kept
    await submits.submit('good', body(2)).kept
    await clock.pass(100)
    expect([server.answers.size, submits.state.refused.map(({ message }) => message)]).toEqual([1, ['Not yours any more.']])
    network.submit = submit
    submits.retry('key1')
    await clock.pass(100)
    expect([server.answers.size, submits.state.refused, await journal.submits()]).toEqual([2, [], []])
  })

  it('gives up what is refused only when told to', async () => {
    const { network, clock, journal, open } = desk()
    const submits = await open()
    network.submit = () => Promise.resolve({ kind: 'refused', message: 'No.' })
    await submits.submit('bad', body(1)).kept
    await clock.pass(100)
    expect((await journal.submits()).length).toBe(1)
    await submits.discard('key1')
    expect([(await journal.submits()).length, submits.state.refused]).toEqual([0, []])
  })
})
