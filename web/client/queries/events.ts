// A project's activity: pages of events, newest first, and the proof that none was changed.
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { API, queryString, request } from '../http'
import type { Event, Id, Page, Time } from '../types'
import { keys } from './keys'

export interface EventQuery {
  readonly kind?: string
  readonly actor?: Id
  readonly subject?: string
  /** Part of the name of the item that it is about. */
  readonly item?: string
  readonly since?: Time
  readonly until?: Time
}

/** The address of all events that fit, as a file. */
export function eventsFile(project: Id, query: EventQuery, form: 'csv' | 'jsonl'): string {
  return `${API}/projects/${project}/events/export${queryString({ ...query, form })}`
}

export interface ChainProof {
  readonly ok: boolean
  readonly checked: number
  readonly broken_at?: number | null
  readonly reason?: string
}

/** Pages of events, the newest first; `before` begins below an event of that number. */
export function useEvents(project: Id, query: EventQuery, before?: number) {
  return useInfiniteQuery({
    queryKey: [...keys.events(project), query, before],
    queryFn: ({ pageParam }) =>
      request<Page<Event>>('GET', `/projects/${project}/events`, {
        query: { ...query, cursor: pageParam, limit: 100 },
      }),
    initialPageParam: before === undefined ? '' : String(before),
    getNextPageParam: (last) => last.next,
  })
}

export function useVerifyChain(project: Id) {
  return useMutation({ mutationFn: () => request<ChainProof>('GET', `/projects/${project}/events/verify`) })
}
