// The data list: pages of tasks, counts, bulk actions, one task in full, saved views, comment threads.
import {
  infiniteQueryOptions,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { type QueryValue, request } from '../http'
import type { Id, Page, SavedView, TaskRow, TaskView, Thread } from '../types'
import { keys } from './keys'

export type TaskQuery = Readonly<Record<string, QueryValue>>

export type BulkAction =
  | { readonly action: 'assign'; readonly user_id: Id | null }
  | { readonly action: 'priority'; readonly priority: number }
  | { readonly action: 'archive' | 'restore' | 'requeue' }

/** What was given to a task: an answer or a verdict of which all that is said holds. */
export interface GivenFilter {
  readonly what: string
  /** Who gave it, and on whose answer it is. */
  readonly by?: Id
  readonly of?: Id
  readonly reason?: string
  readonly stage?: number
  /** The first and the last day, in UTC. */
  readonly since?: string
  readonly until?: string
  /** The newest so many alone. */
  readonly newest?: number
}

/** Filters in a body: as in the query of the list, with metadata as one record. */
export interface FilterBody {
  readonly stage?: number
  readonly state?: string
  readonly class?: string
  readonly annotator?: string
  readonly text?: string
  readonly meta?: Readonly<Record<string, string>>
  readonly overdue?: boolean
  readonly given?: GivenFilter
}

export type BulkTarget =
  { readonly ids: readonly Id[] } | { readonly filter: FilterBody; readonly except: readonly Id[] }

export const PAGE = 100

export const taskPages = (project: Id, query: TaskQuery) =>
  infiniteQueryOptions({
    queryKey: [...keys.tasks(project), 'list', query],
    queryFn: ({ pageParam, signal }) =>
      request<Page<TaskRow>>('GET', `/projects/${project}/tasks`, {
        query: { ...query, limit: PAGE, cursor: pageParam },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  })

export function useTasks(project: Id, query: TaskQuery) {
  return useInfiniteQuery(taskPages(project, query))
}

export function useTaskCount(project: Id, query: TaskQuery) {
  return useQuery({
    queryKey: [...keys.tasks(project), 'count', query],
    queryFn: ({ signal }) =>
      request<{ count: number; exact: boolean }>('GET', `/projects/${project}/tasks/count`, { query, signal }),
  })
}

export const taskQuery = (id: Id) =>
  queryOptions({ queryKey: keys.task(id), queryFn: () => request<TaskView>('GET', `/tasks/${id}`) })

export function useTask(id: Id | null) {
  return useQuery({ ...taskQuery(id ?? ''), enabled: id !== null })
}

export function useBulk(project: Id) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ target, action }: { target: BulkTarget; action: BulkAction }) =>
      request<{ changed: number }>('POST', `/projects/${project}/tasks/bulk`, {
        body: { ...target, ...action },
        idempotency: true,
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.project(project) }),
  })
}

export function useViews(project: Id) {
  return useQuery({
    queryKey: keys.views(project),
    queryFn: () => request<Page<SavedView>>('GET', `/projects/${project}/views`),
    select: (page) => page.items,
  })
}

export function useSaveView(project: Id) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (view: { name: string; query: Readonly<Record<string, unknown>> }) =>
      request<SavedView>('POST', `/projects/${project}/views`, { body: view }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.views(project) }),
  })
}

export function useDeleteView(project: Id) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: Id) => request<unknown>('DELETE', `/projects/${project}/views/${id}`),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.views(project) }),
  })
}

export function useThreads(task: Id) {
  return useQuery({
    queryKey: keys.threads(task),
    queryFn: () => request<Page<Thread>>('GET', `/tasks/${task}/threads`),
    select: (page) => page.items,
  })
}

/** A place of an item: pixels of an image, or the first and last character of a text. */
interface Place {
  readonly x: number
  readonly y: number
}

export interface NewThread {
  readonly body: string
  readonly annotation_id?: Id
  readonly point?: Place
}

export function useStartThread(task: Id) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (thread: NewThread) =>
      request<Thread>('POST', `/tasks/${task}/threads`, { body: thread, idempotency: true }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.task(task) }),
  })
}

export function useReply(task: Id) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ thread, body }: { thread: Id; body: string }) =>
      request<unknown>('POST', `/threads/${thread}/comments`, { body: { body }, idempotency: true }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.task(task) }),
  })
}

export function useResolveThread(task: Id) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ thread, resolved }: { thread: Id; resolved: boolean }) =>
      request<unknown>('PATCH', `/threads/${thread}`, { body: { resolved } }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.task(task) }),
  })
}

/** Pins a thread to another place; it is there at once, and goes back where the server refuses. */
export function useMoveThread(task: Id) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ thread, point }: { thread: Id; point: Place }) =>
      request<unknown>('PUT', `/threads/${thread}/point`, { body: point }),
    onMutate: ({ thread, point }) => {
      client.setQueryData<Page<Thread>>(keys.threads(task), (page) => page && moved(page, thread, point))
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.task(task) }),
  })
}

function moved(page: Page<Thread>, id: Id, point: Place): Page<Thread> {
  return {
    ...page,
    items: page.items.map((thread) => (thread.id === id ? { ...thread, point, annotation_id: null } : thread)),
  }
}
