// Tasks that wait for somebody and that nobody may be given.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { request } from '../http'
import type { Id } from '../types'
import { forget } from './forget'
import { keys } from './keys'
import type { Judged } from './verdicts'

export interface StuckTask {
  readonly task_id: Id
  readonly seq: number
  readonly name: string
  readonly stage: number
  readonly stage_name: string
  /** Whether its stage judges, or makes answers. */
  readonly judges: boolean
  readonly why: string
  /** What who reads this may do: take it themselves, let its answer stand, hand it up to this stage. */
  readonly take: boolean
  readonly accept: boolean
  readonly hand_up: string | null
}

export interface StuckTasks {
  readonly items: readonly StuckTask[]
  readonly more: boolean
}

export type StuckDeed = 'accept' | 'hand up'

export function useStuck(project: Id, enabled: boolean) {
  return useQuery({
    queryKey: [...keys.project(project), 'stuck'],
    queryFn: () => request<StuckTasks>('GET', `/projects/${project}/stuck`),
    enabled,
  })
}

const NONE: ReadonlyMap<Id, string> = new Map()

/** Why tasks are stuck, by their ids; of none for those who are not told. */
export function useWhyStuck(project: Id, enabled: boolean): ReadonlyMap<Id, string> {
  const { data } = useStuck(project, enabled)
  return useMemo(() => (data ? new Map(data.items.map(({ task_id: task, why }) => [task, why])) : NONE), [data])
}

export function useDecideStuck(project: Id) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: { readonly ids: readonly Id[]; readonly do: StuckDeed; readonly reason: string }) =>
      request<Judged>('POST', `/projects/${project}/stuck`, { body }),
    onSuccess: (_, { ids }) => forget(client, [keys.project(project), ...ids.map(keys.task)]),
  })
}
