// Verdicts on many tasks at once, and verdicts taken back.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { request } from '../http'
import type { Id } from '../types'
import { forget } from './forget'
import { keys } from './keys'
import type { BulkTarget } from './tasks'

/** The tasks that were done, how many were not, and the first of these with why. */
export interface Judged {
  readonly ids: readonly Id[]
  readonly refused: readonly { readonly task_id: Id; readonly seq: number; readonly why: string }[]
  readonly refused_count: number
}

interface Verdict {
  readonly target: BulkTarget
  readonly outcome: 'accept' | 'reject'
  readonly reason: string
}

export function useJudge(project: Id) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ target, outcome, reason }: Verdict) =>
      request<Judged>('POST', `/projects/${project}/verdicts`, { body: { ...target, outcome, reason } }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.project(project) }),
  })
}

export function useTakeBack(project: Id) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (ids: readonly Id[]) =>
      request<Judged>('POST', `/projects/${project}/verdicts/take-back`, { body: { ids } }),
    onSuccess: (_, ids) => forget(client, [keys.project(project), ...ids.map(keys.task)]),
  })
}
