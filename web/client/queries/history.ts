// The history of an item: its line in time, how two of its answers differ, and an earlier answer that stands again.
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { request } from '../http'
import type { AttributeValue, Id, Outcome, Page, Person, SubmitResult, Time } from '../types'
import { forget } from './forget'
import { keys } from './keys'

export interface TimelineEntry {
  readonly at: Time
  readonly kind:
    | 'item'
    | 'answer'
    | 'correction'
    | 'consensus'
    | 'restored'
    | 'prediction'
    | 'import'
    | 'verdict'
    | 'escalation'
    | 'overdue'
    | 'comment'
    | 'resolved'
    | 'spec'
    | 'event'
  readonly who?: Person | null
  /** The answer that came, or that was judged. */
  readonly answer_id?: Id
  /** What that answer was made of. */
  readonly from_ids?: readonly Id[]
  /** The answer that a verdict made. */
  readonly made_id?: Id
  /** The outcome of a verdict, the number of a revision, the kind of an event, the name of the item. */
  readonly name?: Outcome | (string & {})
  readonly text?: string
  readonly stage?: number
  readonly round?: number
  readonly seconds?: number
  readonly annotations?: number
  readonly stands?: boolean
  readonly extra?: boolean
  /** The deadline that handed the task up. */
  readonly due_at?: Time
}

export type Respect = 'place' | 'class' | 'attributes' | 'note'

/** One thing that two answers do not say alike. */
export interface Change {
  readonly kind: 'added' | 'removed' | 'changed'
  readonly before?: Id
  readonly after?: Id
  readonly class_before?: string
  readonly class_after?: string
  readonly what?: readonly Respect[]
  /** How alike the places are: of areas, their IoU. */
  readonly likeness?: number
  /** How far the middle has gone, in pixels. */
  readonly moved?: number | null
  /** How far the point that went farthest; none where that cannot be told. */
  readonly farthest?: number | null
  readonly attributes?: readonly {
    readonly name: string
    readonly before: AttributeValue | null
    readonly after: AttributeValue | null
  }[]
  readonly words?: readonly [string, string]
}

export interface Compared {
  readonly alike: number
  readonly changes: readonly Change[]
  /** The ids of what is one thing in both answers. */
  readonly together: readonly (readonly [Id, Id])[]
}

export const timelineQuery = (task: Id) =>
  queryOptions({
    queryKey: [...keys.task(task), 'timeline'],
    queryFn: () => request<Page<TimelineEntry>>('GET', `/tasks/${task}/timeline`),
    select: (page) => page.items,
  })

/** How `after` differs from `before`; nothing is asked where one of both is not known. */
export function useCompared(task: Id, before: Id, after: Id) {
  return useQuery({
    queryKey: [...keys.task(task), 'compared', before, after],
    queryFn: () => request<Compared>('GET', `/tasks/${task}/compare`, { query: { before, after } }),
    enabled: before !== '' && after !== '',
    staleTime: Infinity,
  })
}

export function useRestoreAnswer(project: Id, task: Id) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (answer: Id) =>
      request<SubmitResult>('POST', `/tasks/${task}/restore`, { body: { answer_id: answer }, idempotency: true }),
    onSuccess: () => forget(client, [keys.task(task), keys.project(project)]),
  })
}
