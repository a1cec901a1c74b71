// A project's activity: pages of events, newest first, and the proof that none was changed.
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { request } from '../http'
import type { Event, Id, Page } from '../types'
import { keys } from './keys'

export interface EventQuery {
  readonly kind?: string
  readonly actor?: Id
  readonly subject?: string
}

export interface ChainProof {
  readonly ok: boolean
  readonly checked: number
  readonly broken_at?: number | null
  readonly reason?: string
}

export function useEvents(project: Id, query: EventQuery) {
  return useInfiniteQuery({
    queryKey: [...keys.events(project), query],
    queryFn: ({ pageParam }) =>
      request<Page<Event>>('GET', `/projects/${project}/events`, {
        query: { ...query, cursor: pageParam, limit: 100 },
      }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  })
}

export function useVerifyChain(project: Id) {
  return useMutation({ mutationFn: () => request<ChainProof>('GET', `/projects/${project}/events/verify`) })
}
