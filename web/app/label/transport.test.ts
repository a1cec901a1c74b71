import { describe, expect, it } from 'vitest'
import { problemFrom, unreachable } from '@client/problem'
import { saveReply } from './transport'

describe('saveReply', () => {
  it.each([
    ['no network', unreachable(new TypeError('Failed to fetch'))],
    ['a server that restarts', problemFrom(503, 'Unavailable', '')],
    ['too many requests', problemFrom(429, 'Too Many', {})],
    ['a session that ended', problemFrom(401, 'Unauthorized', {})],
  ])('keeps the edits and tries again after %s', (_, error) => {
    expect(saveReply(error)).toEqual({ kind: 'unreachable' })
  })

  it('gives what is saved where the revision is out of date, fields left out on the wire filled in', () => {
    const body = { code: 'stale-revision', current: 7, annotations: [{ id: 'a', type: 'tag', class: 'clear' }] }
    expect(saveReply(problemFrom(409, 'Conflict', body))).toEqual({
      kind: 'stale',
      revision: 7,
      annotations: [{ id: 'a', type: 'tag', class: 'clear', value: {}, attributes: {} }],
    })
  })

  it('says why where the server will never take it', () => {
    expect(saveReply(problemFrom(422, 'Unprocessable', { code: 'invalid-answer', detail: 'No such class.' }))).toEqual({
      kind: 'refused',
      message: 'No such class.',
    })
  })
})
