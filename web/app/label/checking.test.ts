import { describe, expect, it } from 'vitest'
import type { Finding } from '@client/queries/checks'
import type { Annotation } from '@editor'
import { Checking, WAIT_MS } from './checking'

const finding = (message: string): Finding => ({ message, rule: 'min_size', check: 'min_size', severity: 'error' })

/** A desk whose clock and server are worked by hand. */
function desk() {
  const waiting: { act: () => void; ms: number }[] = []
  const questions: { draft: readonly Annotation[]; answer: (of: readonly Finding[]) => void; fail: () => void }[] = []
  const told: (readonly Finding[])[] = []
  const draft: Annotation[] = []
  const checking = new Checking({
    draft: () => [...draft],
    ask: (asked) =>
      new Promise((answer, reject) => {
        questions.push({ draft: asked, answer, fail: () => reject(new Error('away')) })
      }),
    onFindings: (findings) => told.push(findings),
    later: (act, ms) => {
      const entry = { act, ms }
      waiting.push(entry)
      return () => void waiting.splice(waiting.indexOf(entry), waiting.includes(entry) ? 1 : 0)
    },
  })
  const elapse = (): void => waiting.splice(0).forEach(({ act }) => act())
  return { checking, waiting, questions, told, elapse, draft }
}

describe('checking a draft', () => {
  it('asks once for changes that follow one another quickly', () => {
    const { checking, waiting, questions, elapse } = desk()
    checking.changed()
    checking.changed()
    expect(waiting.map(({ ms }) => ms)).toEqual([WAIT_MS])
    elapse()
    expect(questions).toHaveLength(1)
  })

  it('lets the answer to an older question go', async () => {
    const { checking, questions, told, elapse } = desk()
    checking.changed()
    elapse()
    checking.changed()
    elapse()
    questions[1]?.answer([finding('new')])
    questions[0]?.answer([finding('old')])
    await checking.settled()
    expect(told).toEqual([[finding('new')]])
  })

  it('looks at once when an answer is to be handed in', async () => {
    const { checking, questions, told, waiting } = desk()
    checking.changed()
    const settled = checking.settled()
    expect(waiting).toEqual([])
    questions[0]?.answer([finding('seen')])
    await settled
    expect(told).toEqual([[finding('seen')]])
  })

  it('holds nobody up when the server cannot be reached', async () => {
    const { checking, questions, told } = desk()
    checking.changed()
    const settled = checking.settled()
    questions[0]?.fail()
    await settled
    expect(told).toEqual([])
  })

  it('tells nothing after it was closed', async () => {
    const { checking, questions, told, elapse } = desk()
    checking.changed()
    elapse()
    checking.close()
    questions[0]?.answer([finding('late')])
    await checking.settled()
    expect(told).toEqual([])
  })
})
