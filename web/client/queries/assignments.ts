// Work in hand: the next task, its lease, its draft, its submit. Plain functions, since the label page steers them itself.
import type { WirePatch } from '@editor/sync/ports'
import { request } from '../http'
import type { Annotation, Bundle, Id, NextTask, Outcome, SubmitResult } from '../types'

export interface NextWanted {
  readonly stage?: number
  /** Whether a task to judge is wanted, of any stage. */
  readonly judging?: boolean
  readonly task_id?: Id
  readonly exclude?: readonly Id[]
  readonly peek?: number
}

export interface Submission {
  readonly annotations: readonly Annotation[]
  readonly seconds: number
  readonly draft_revision?: number
  readonly verdict?: { readonly outcome: Outcome; readonly reason: string }
  readonly next?: boolean
  readonly stage?: number
}

export function nextTask(project: Id, wanted: NextWanted): Promise<NextTask> {
  return request('POST', `/projects/${project}/next`, { body: wanted })
}

export function readAssignment(id: Id): Promise<Bundle> {
  return request('GET', `/assignments/${id}`)
}

export function heartbeat(id: Id): Promise<{ lease_until: string }> {
  return request('POST', `/assignments/${id}/heartbeat`)
}

export function release(id: Id, keepalive = false): Promise<unknown> {
  return request('POST', `/assignments/${id}/release`, { keepalive })
}

export function skip(id: Id, reason: string): Promise<unknown> {
  return request('POST', `/assignments/${id}/skip`, { body: { reason } })
}

/** Hands a task up to somebody more trusted, with what there is of it. */
export function handUp(id: Id, reason: string, annotations: readonly Annotation[]): Promise<unknown> {
  return request('POST', `/assignments/${id}/escalate`, { body: { reason, annotations } })
}

export function patchDraft(
  id: Id,
  draft: { readonly revision: number; readonly patches: readonly WirePatch[] },
  key: string,
  keepalive = false,
): Promise<{ revision: number }> {
  return request('PATCH', `/assignments/${id}/draft`, { body: draft, idempotency: key, keepalive })
}

export function submit(id: Id, submission: Submission, key: string): Promise<SubmitResult> {
  return request('POST', `/assignments/${id}/submit`, { body: submission, idempotency: key })
}
