// Gold: tasks of which the right answer is known, what people make of them, and what follows for those people.
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { request } from '../http'
import type { Feedback, Id, Media, Page, Person, Time } from '../types'
import { forget } from './forget'
import { keys } from './keys'
import type { Mean } from './quality'

export const POOLS = ['hidden', 'training', 'qualify'] as const
export type Pool = (typeof POOLS)[number]

export const FINDINGS = ['too easy', 'doubtful', 'leaky', 'worn out'] as const
export type GoldFinding = (typeof FINDINGS)[number]

export interface GoldItem {
  readonly task_id: Id
  readonly seq: number
  readonly name: string
  readonly media: Media
  readonly thumbnail: string | null
  readonly text_preview: string | null
  readonly answer_id: Id
  readonly pool: Pool
  readonly note: string
  readonly created_by: Person | null
  readonly created_at: Time
  readonly retired_at: Time | null
  readonly width: number | null
  readonly height: number | null
  readonly answers: number
  readonly pass_rate: number | null
  readonly score: Mean | null
  /** How far those who pass it are those who do well on the other gold, −1 to 1. */
  readonly discrimination: number | null
  readonly findings: readonly GoldFinding[]
}

export interface GoldItems extends Page<GoldItem> {
  /** How many are in use, of each pool. */
  readonly counts: Readonly<Record<Pool, number>>
}

export interface GoldFilter {
  readonly pool?: Pool | undefined
  readonly finding?: GoldFinding | undefined
  /** Those that are handed out no more, instead of those in use. */
  readonly retired: boolean
}

export const STANDINGS = ['training', 'qualifying', 'working', 'paused', 'failed'] as const
export type StandingState = (typeof STANDINGS)[number]

/** One answer to gold. */
export interface GoldResult {
  readonly answer_id: Id
  readonly task_id: Id
  readonly name: string
  readonly pool: Pool
  readonly score: number
  readonly passed: boolean
  readonly created_at: Time
}

export interface GoldPerson {
  readonly id: Id
  readonly name: string
  readonly state: StandingState
  readonly reason: string
  readonly since: Time | null
  readonly tries: number
  readonly updated_by: Person | null
  readonly updated_at: Time | null
  /** Of the newest answers to hidden gold. */
  readonly score: Mean | null
  readonly answers: number
  /** The newest first. */
  readonly last: readonly GoldResult[]
}

/** What the document says of gold and of what comes before the work, in full. */
export interface GoldSettings {
  readonly share: number
  readonly window: number
  readonly pass: number
  readonly feedback: 'none' | 'failed' | 'all'
  readonly below: readonly string[]
}

export interface GoldPeople extends Page<GoldPerson> {
  readonly gold: GoldSettings | null
  readonly qualify: {
    readonly training: number
    readonly items: number
    readonly pass: number
    readonly tries: number
  } | null
}

export type StandingAct = 'pause' | 'resume' | 'requalify' | 'pass'
export type AsideMode = 'void' | 'discount'

/** Answers of a person that count no more, or not alone. */
export interface AsideBatch {
  readonly batch: Id
  readonly user: Person
  readonly mode: AsideMode
  readonly reason: string
  readonly answers: number
  /** Null where the project's document asked for it. */
  readonly by: Person | null
  readonly created_at: Time
  readonly undone_at: Time | null
}

export interface AsideWish {
  readonly mode: AsideMode
  /** Null for all there are. */
  readonly since: Time | null
  readonly reason: string
}

export interface AsideDone {
  readonly batch: Id | null
  readonly answers: number
  readonly tasks: number
  /** Tasks that were done or further on, and want an answer again. */
  readonly reopened: number
}

/** How far somebody is with what comes before the work. */
export interface Progress {
  readonly done: number
  readonly of: number
}

/** A person's own standing in a project. */
export interface OwnStanding {
  readonly state: StandingState
  readonly reason: string
  readonly since: Time | null
  readonly tries_left: number | null
  readonly training: Progress | null
  /** The score is of the round just over. */
  readonly qualify: (Progress & { readonly pass: number; readonly score: number | null }) | null
  /** Of the newest answers to gold, where the project tells. */
  readonly score: Mean | null
  /** Answers to gold of which the right one may be seen, the newest first. */
  readonly feedback: readonly GoldResult[]
}

export const goldKeys = {
  all: (project: Id) => [...keys.project(project), 'gold'] as const,
  standing: (project: Id) => [...keys.project(project), 'standing'] as const,
}

export function useGold(project: Id, { pool, finding, retired }: GoldFilter) {
  const query = { pool, finding, retired: retired || undefined }
  return useInfiniteQuery({
    queryKey: [...goldKeys.all(project), 'items', query],
    queryFn: ({ pageParam }) =>
      request<GoldItems>('GET', `/projects/${project}/gold`, { query: { ...query, cursor: pageParam } }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
    placeholderData: (before) => before,
  })
}

export interface NewGold {
  readonly task_ids: readonly Id[]
  /** The answer that is right, where one task is named; else what stands of each. */
  readonly answer_id?: Id
  readonly pool: Pool
  readonly note: string
}

export interface GoldMade {
  readonly made: number
  readonly refused: readonly { readonly task_id: Id; readonly message: string }[]
}

export function useMakeGold(project: Id) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (gold: NewGold) =>
      request<GoldMade>('POST', `/projects/${project}/gold`, { body: gold, idempotency: true }),
    onSuccess: (_, { task_ids }) => forget(client, [keys.project(project), ...task_ids.map(keys.task)]),
  })
}

export interface GoldChange {
  readonly pool?: Pool
  readonly note?: string
  readonly retired?: boolean
}

/** Changes some gold items alike, all of them or none. */
export function useChangeGold(project: Id) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ tasks, change }: { tasks: readonly Id[]; change: GoldChange }) =>
      request<unknown>('PATCH', `/projects/${project}/gold`, { body: { ...change, task_ids: tasks } }),
    onSettled: (_done, _error, { tasks }) => forget(client, [goldKeys.all(project), ...tasks.map(keys.task)]),
  })
}

export function useGoldPeople(project: Id) {
  return useInfiniteQuery({
    queryKey: [...goldKeys.all(project), 'people'],
    queryFn: ({ pageParam }) =>
      request<GoldPeople>('GET', `/projects/${project}/gold/people`, { query: { cursor: pageParam } }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  })
}

export function useStandingAct(project: Id) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ user, act, reason }: { user: Id; act: StandingAct; reason: string }) =>
      request<unknown>('POST', `/projects/${project}/gold/people/${user}`, { body: { do: act, reason } }),
    onSuccess: () => client.invalidateQueries({ queryKey: goldKeys.all(project) }),
  })
}

export function useAside(project: Id) {
  return useInfiniteQuery({
    queryKey: [...goldKeys.all(project), 'aside'],
    queryFn: ({ pageParam }) =>
      request<Page<AsideBatch>>('GET', `/projects/${project}/gold/set-aside`, { query: { cursor: pageParam } }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  })
}

/** How much it would concern to set a person's answers aside. */
export function useAsidePreview(
  project: Id,
  user: Id,
  { mode, since }: { mode: AsideMode; since: Time | null | undefined },
) {
  const path = asidePath(project, user)
  return useQuery({
    queryKey: [...goldKeys.all(project), 'aside', 'preview', user, mode, since],
    queryFn: () => request<AsideDone>('POST', path, { body: { mode, since, reason: '', preview: true } }),
    enabled: since !== undefined,
  })
}

export function useSetAside(project: Id, user: Id) {
  const client = useQueryClient()
  const path = asidePath(project, user)
  return useMutation({
    mutationFn: (wish: AsideWish) => request<AsideDone>('POST', path, { body: wish, idempotency: true }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.project(project) }),
  })
}

function asidePath(project: Id, user: Id): string {
  return `/projects/${project}/gold/people/${user}/set-aside`
}

export function useUndoAside(project: Id) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (batch: Id) => request<AsideDone>('POST', `/projects/${project}/gold/set-aside/${batch}/undo`),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.project(project) }),
  })
}

export function useOwnStanding(project: Id) {
  return useQuery({
    queryKey: goldKeys.standing(project),
    queryFn: () => request<OwnStanding>('GET', `/projects/${project}/standing`),
    staleTime: 0,
  })
}

export function useFeedback(project: Id, answer: Id) {
  return useQuery({
    queryKey: [...goldKeys.standing(project), 'feedback', answer],
    queryFn: () => request<Feedback>('GET', `/projects/${project}/gold/feedback/${answer}`),
  })
}
