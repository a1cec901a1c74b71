// A sheet: annotations of one class from many items, page by page, and what is done to the marked ones.
import {
  infiniteQueryOptions,
  useInfiniteQuery,
  useMutation,
  useQueryClient,
  type InfiniteData,
} from '@tanstack/react-query'
import { request } from '../http'
import type { Annotation, Id, Page, Person, Time } from '../types'
import { keys } from './keys'
import type { Judged } from './verdicts'

export const SHEET_SORTS = [
  'seq',
  'newest',
  'smallest',
  'largest',
  'unusual',
  'suspect',
  'unsure',
  'annotator',
] as const
export type SheetSort = (typeof SHEET_SORTS)[number]

/** An annotation of the answer that stands for a task, with what it is shown on. */
export interface SheetCell {
  readonly task_id: Id
  readonly answer_id: Id
  readonly annotation: Annotation
  readonly seq: number
  readonly name: string
  readonly item_id: Id
  readonly thumbnail: string | null
  readonly width: number | null
  readonly height: number | null
  /** Left, top, right and bottom in pixels, or characters along x; null where it has no place. */
  readonly bounds: readonly [number, number, number, number] | null
  /** A part of a text from the character `start` on. */
  readonly excerpt: { readonly start: number; readonly words: string; readonly more: boolean } | null
  /** Nobody of a consensus, and where names are hidden. */
  readonly annotator: Person | null
  readonly at: Time
  /** How probably it is wrong, told in the order of suspects. */
  readonly wrong: number | null
  /** Whether the reader may give a verdict on its answer. */
  readonly judge: boolean
}

export interface SheetPage extends Page<SheetCell> {
  readonly total: number
  /** False where there are more than a sheet holds. */
  readonly whole: boolean
}

export interface SheetQuery {
  readonly class: string
  readonly sort: SheetSort
  /** Only what waits for the reader's own verdict. */
  readonly mine: boolean
}

/** A marked annotation, and what is wrong with it. */
export interface Marked {
  readonly task_id: Id
  readonly answer_id: Id
  readonly annotation_id: Id
  readonly why: string
}

const PAGE = 200

const sheetKey = (project: Id) => [...keys.tasks(project), 'sheet'] as const

const sheetPages = (project: Id, query: SheetQuery) =>
  infiniteQueryOptions({
    queryKey: [...sheetKey(project), query],
    queryFn: ({ pageParam, signal }) =>
      request<SheetPage>('GET', `/projects/${project}/sheet`, {
        query: { ...query, limit: PAGE, cursor: pageParam },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
    enabled: query.class !== '',
  })

export function useSheet(project: Id, query: SheetQuery) {
  return useInfiniteQuery(sheetPages(project, query))
}

/** Sends the items of the marked annotations back, with a comment on each. */
export function useSendBack(project: Id) {
  return useSheetDeed<readonly Marked[]>(project, 'send-back', (marks) => ({ marks }))
}

/** Gives the marked annotations another class. */
export function useChangeClass(project: Id) {
  return useSheetDeed<{ readonly marks: readonly Marked[]; readonly cls: string }>(
    project,
    'change-class',
    ({ marks, cls }) => ({ marks, class: cls }),
  )
}

function useSheetDeed<T>(project: Id, deed: string, bodyOf: (given: T) => unknown) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (given: T) => request<Judged>('POST', `/projects/${project}/sheet/${deed}`, { body: bodyOf(given) }),
    onSuccess: ({ ids }) => {
      const done = new Set(ids)
      client.setQueriesData<InfiniteData<SheetPage>>(
        { queryKey: sheetKey(project) },
        (data) => data && without(data, done),
      )
      return client.invalidateQueries({ queryKey: keys.project(project) })
    },
  })
}

/** What is shown until the sheet has been read anew: the rest. */
function without(data: InfiniteData<SheetPage>, tasks: ReadonlySet<Id>): InfiniteData<SheetPage> {
  const gone = data.pages.flatMap(({ items }) => items).filter(({ task_id: id }) => tasks.has(id)).length
  const pages = data.pages.map((page) => ({
    ...page,
    items: page.items.filter(({ task_id: id }) => !tasks.has(id)),
    total: page.total - gone,
  }))
  return { ...data, pages }
}
