// What the data page shows, as it stands in the address: filters, order, layout, the item that is open.
import type { QueryValue } from '@client/http'
import type { FilterBody, GivenFilter, TaskQuery } from '@client/queries/tasks'
import { isOn, wordsOf } from '../address'
import { paramsOfGiven, parseGiven } from './given'

export const SORTS = ['seq', '-seq', 'priority', 'updated'] as const
export type Sort = (typeof SORTS)[number]
export const STATES = ['open', 'waiting', 'done', 'skipped', 'archived'] as const

export interface DataSearch {
  readonly view?: 'gallery'
  readonly sort?: Sort
  readonly stage?: number
  readonly state?: string
  readonly class?: string
  readonly annotator?: string
  readonly text?: string
  /** Only what is late. */
  readonly overdue?: true
  readonly meta?: Readonly<Record<string, string>>
  /** Only that to which this was given. */
  readonly given?: GivenFilter
  /** The task whose details are open. */
  readonly task?: string
}

/** One filter that is set: which, and its value; for metadata also the key, and all of what was given. */
export interface Chip {
  readonly field: 'stage' | 'state' | 'class' | 'annotator' | 'text' | 'overdue' | 'meta' | 'given'
  readonly key?: string
  readonly value: string
  readonly given?: GivenFilter
}

const WORDS = ['state', 'class', 'annotator', 'text', 'task'] as const

/** The search of an address, whatever somebody wrote there; what means nothing is left out. */
export function parseDataSearch(raw: Readonly<Record<string, unknown>>): DataSearch {
  const stage = Number(raw.stage)
  const meta = parseMeta(raw.meta)
  const given = parseGiven(raw.given)
  return {
    ...wordsOf(raw, WORDS),
    ...(isOn(raw.overdue) ? { overdue: true as const } : {}),
    ...(raw.view === 'gallery' ? { view: 'gallery' as const } : {}),
    ...(SORTS.includes(raw.sort as Sort) && raw.sort !== 'seq' ? { sort: raw.sort as Sort } : {}),
    ...(raw.stage !== undefined && Number.isInteger(stage) && stage >= 0 ? { stage } : {}),
    ...(Object.keys(meta).length > 0 ? { meta } : {}),
    ...(given ? { given } : {}),
  }
}

/** The filters alone, as the API takes them. */
export function filterOf(search: DataSearch): TaskQuery {
  const query: Record<string, QueryValue> = {}
  for (const key of ['stage', 'state', 'class', 'annotator', 'text'] as const) {
    if (search[key] !== undefined) query[key] = search[key]
  }
  if (search.overdue) query.overdue = true
  for (const [key, value] of Object.entries(search.meta ?? {})) query[`meta.${key}`] = value
  return search.given ? { ...query, ...paramsOfGiven(search.given) } : query
}

/** The filters as a body takes them: metadata as one record. */
export function filterBodyOf(search: DataSearch): FilterBody {
  const { stage, state, class: cls, annotator, text, overdue, meta, given } = search
  return {
    ...(stage === undefined ? {} : { stage }),
    ...(state === undefined ? {} : { state }),
    ...(cls === undefined ? {} : { class: cls }),
    ...(annotator === undefined ? {} : { annotator }),
    ...(text === undefined ? {} : { text }),
    ...(overdue === undefined ? {} : { overdue }),
    ...(meta === undefined ? {} : { meta }),
    ...(given === undefined ? {} : { given }),
  }
}

/** What a page of the list is asked for. */
export function queryOf(search: DataSearch): TaskQuery {
  const gallery = search.view === 'gallery' ? { annotations: 1 } : {}
  return { ...filterOf(search), sort: search.sort ?? 'seq', ...gallery }
}

export function chipsOf(search: DataSearch): readonly Chip[] {
  const plain = (['stage', 'state', 'class', 'annotator', 'text'] as const).flatMap((field): Chip[] => {
    const value = search[field]
    return value === undefined ? [] : [{ field, value: String(value) }]
  })
  const meta = Object.entries(search.meta ?? {}).map(([key, value]): Chip => ({ field: 'meta', key, value }))
  const late: readonly Chip[] = search.overdue ? [{ field: 'overdue', value: 'true' }] : []
  const given: readonly Chip[] = search.given ? [{ field: 'given', value: search.given.what, given: search.given }] : []
  return [...plain, ...late, ...meta, ...given]
}

/** The search with one filter more; a filter of the same field is replaced. */
export function withChip(search: DataSearch, { field, key, value, given }: Chip): DataSearch {
  if (field === 'given') return given ? { ...search, given } : search
  if (field === 'meta') return key ? { ...search, meta: { ...search.meta, [key]: value } } : search
  return parseDataSearch({ ...search, [field]: value })
}

export function withoutChip(search: DataSearch, { field, key }: Chip): DataSearch {
  if (field !== 'meta') return parseDataSearch({ ...search, [field]: undefined })
  const rest = Object.fromEntries(Object.entries(search.meta ?? {}).filter(([name]) => name !== key))
  return parseDataSearch({ ...search, meta: rest })
}

/** The search without any filter; order and layout stay. */
export function withoutChips({ view, sort }: DataSearch): DataSearch {
  return { ...(view ? { view } : {}), ...(sort ? { sort } : {}) }
}

function parseMeta(raw: unknown): Record<string, string> {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return {}
  return wordsOf(raw as Readonly<Record<string, unknown>>, Object.keys(raw))
}
