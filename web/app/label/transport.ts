// How drafts and answers reach the server: each reply as one of the few things that can come of it.
import { ApiProblem } from '@client/problem'
import { patchDraft, submit } from '@client/queries/assignments'
import type { Annotation, SubmitResult } from '@client/types'
import type { SaveReply, SubmitBody, SubmitReply, Transport, WirePatch } from '@editor/sync/ports'
import { complete } from '../spec/ontology'

export const transport: Transport = {
  async save(assignment, revision, patches, key, leaving): Promise<SaveReply> {
    try {
      const saved = await patchDraft(assignment, { revision, patches: patches.map(toWire) }, key, leaving)
      return { kind: 'saved', revision: saved.revision }
    } catch (error) {
      return saveReply(error)
    }
  },

  async submit(assignment: string, body: SubmitBody, key: string): Promise<SubmitReply> {
    try {
      const result: SubmitResult = await submit(assignment, body, key)
      return { kind: 'taken', result }
    } catch (error) {
      if (isPassing(error)) return { kind: 'unreachable' }
      if (error instanceof ApiProblem) return { kind: 'refused', message: error.sentence, status: error.status }
      throw error
    }
  },
}

/** What a failed save means: out of date, not now, or never. */
export function saveReply(error: unknown): SaveReply {
  if (isPassing(error)) return { kind: 'unreachable' }
  if (!(error instanceof ApiProblem)) throw error
  const { current, annotations } = error.body
  if (error.code === 'stale-revision' && typeof current === 'number' && Array.isArray(annotations)) {
    return { kind: 'stale', revision: current, annotations: complete(annotations as readonly Annotation[]) }
  }
  return { kind: 'refused', message: error.sentence }
}

/** Trouble that passes by itself: no network, a server that restarts, too many requests, a session that ended. */
function isPassing(error: unknown): boolean {
  return (
    error instanceof ApiProblem && (error.offline || error.status >= 500 || [401, 408, 425, 429].includes(error.status))
  )
}

function toWire({ ops }: WirePatch): WirePatch {
  return { ops }
}
